// How far a redelivery came: asked, sent, arrived, verified. Pure.
import { failureWords } from "../../../components/failureWords";
import { formatDuration, formatTime } from "../../../components/format";
import type { Attempt } from "../../../core/generated/Attempt";
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";

/** One station. */
export type Step = {
  state: "done" | "failed" | "waits";
  name: string;
  time: string;
  detail: string;
};

/** The exchange with the provider, and what it made of it. */
export type Asked = { attempt: Attempt; outcome: RedeliveryOutcome };

/** The stations up to what the provider said; what follows is known from the capture. */
export function askedSteps({ attempt, outcome }: Asked): [asked: Step, sent: Step] {
  const took = `+${formatDuration(attempt.timing.total_micros)}`;
  const asked: Step = { state: "done", name: "Asked", time: formatTime(attempt.started_at), detail: "by you" };
  return [asked, sentStep(outcome, took)];
}

function sentStep(outcome: RedeliveryOutcome, time: string): Step {
  switch (outcome.kind) {
    case "replayed":
      return { state: "done", name: "Sent", time, detail: "by the provider" };
    case "accepted":
      return { state: "done", name: "Sent", time, detail: outcome.event_id ?? outcome.delivery_id ?? outcome.state ?? "accepted" };
    case "refused":
      return { state: "failed", name: "Refused", time, detail: `${outcome.refusal.status}` };
    case "unreadable":
      return { state: "failed", name: "Not understood", time, detail: `${outcome.status}` };
    case "unanswered":
      return { state: "failed", name: "No answer", time, detail: failureWords[outcome.failure.kind] };
  }
}

/** A station that was not reached. */
export function notReached(name: string): Step {
  return { state: "waits", name, time: "", detail: "" };
}

/** The capture that it arrived as. */
export type ArrivedAs = { received_at: string; size: number; source: string; verdict: Step["detail"]; verified: boolean };

/** The stations behind the provider, where it answered with how the sending went. */
export function replayedSteps({ outcome }: Asked): Step[] {
  if (outcome.kind !== "replayed") return [notReached("Arrived"), notReached("Verified")];
  const { replay, arrived } = outcome;
  const time = replay.latency_ms === null ? "" : `+${formatDuration(replay.latency_ms * 1000)}`;
  const detail = [replay.status_code === null ? replay.error : `${replay.status_code}`, hostOf(replay.target_webhook_url)].filter(Boolean).join(", ");
  const station: Step = arrived ? { state: "done", name: "Arrived", time, detail } : { state: "failed", name: replay.status_code === null ? "Not arrived" : "Not taken", time, detail };
  return [station, notReached("Verified")];
}

function hostOf(url: string | null): string {
  return url === null ? "" : (URL.parse(url)?.host ?? url);
}
