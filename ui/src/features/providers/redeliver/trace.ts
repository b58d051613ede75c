// How far a redelivery came: asked, sent, arrived, verified. Pure.
import { failureWords } from "../../../components/failureWords";
import { formatBytes, formatDuration, formatTime } from "../../../components/format";
import type { Capture } from "../../../core/generated/Capture";
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";
import type { Verdict } from "../../../core/generated/Verdict";

/** One station. */
export type Step = {
  state: "done" | "failed" | "waits";
  name: string;
  time: string;
  detail: string;
};

/** What is known of a redelivery. */
export type Known = {
  askedAt: string;
  /** What the provider made of it; `null` while it is asked. */
  outcome: RedeliveryOutcome | null;
  /** How long the provider took to answer. */
  tookMicros: number | null;
  targetUrl: string | null;
  /** Until when it may still arrive; `null` when nothing will come. */
  awaitedUntil: string | null;
  /** The capture that it arrived as, when it came here. */
  capture: Capture | null;
};

/** The four stations. */
export function stepsOf(known: Known, nowMs: number): Step[] {
  const asked: Step = { state: "done", name: "Asked", time: formatTime(known.askedAt), detail: "by you" };
  return [asked, sentStep(known), arrivedStep(known, nowMs), verifiedStep(known.capture)];
}

function sentStep({ outcome, tookMicros }: Known): Step {
  const time = tookMicros === null ? "" : `+${formatDuration(tookMicros)}`;
  if (outcome === null) return { state: "waits", name: "Asking", time, detail: "" };
  switch (outcome.kind) {
    case "replayed":
      return { state: "done", name: "Sent", time, detail: "by the provider" };
    case "accepted":
      return { state: "done", name: "Sent", time, detail: outcome.event_id ?? outcome.delivery_id ?? outcome.state ?? "accepted" };
    case "refused":
      return { state: "failed", name: "Refused", time, detail: String(outcome.refusal.status) };
    case "unreadable":
      return { state: "failed", name: "Not understood", time, detail: String(outcome.status) };
    case "unanswered":
      return { state: "failed", name: "No answer", time, detail: failureWords[outcome.failure.kind] };
  }
}

function arrivedStep(known: Known, nowMs: number): Step {
  const { capture, outcome, askedAt } = known;
  if (capture !== null) return { state: "done", name: "Arrived", time: since(askedAt, capture.received_at), detail: `${formatBytes(capture.size)}, ${capture.source}` };
  if (outcome?.kind === "replayed") return replayedStep(outcome);
  if (outcome?.kind !== "accepted") return { state: "waits", name: "Arrived", time: "", detail: "" };
  return awaitedStep(known, nowMs);
}

/** A provider that sends while it is asked says how that went. */
function replayedStep({ replay, arrived }: Extract<RedeliveryOutcome, { kind: "replayed" }>): Step {
  // Whom nobody could reach took no time to answer.
  const time = replay.latency_ms ? `+${formatDuration(replay.latency_ms * 1000)}` : "";
  const answer = replay.status_code === null ? replay.error : String(replay.status_code);
  const detail = [answer, hostOf(replay.target_webhook_url)].filter(Boolean).join(", ");
  if (arrived) return { state: "done", name: "Arrived", time, detail };
  return { state: "failed", name: replay.status_code === null ? "Not arrived" : "Not taken", time, detail };
}

function awaitedStep({ askedAt, awaitedUntil, targetUrl }: Known, nowMs: number): Step {
  const until = awaitedUntil === null ? Number.NEGATIVE_INFINITY : Date.parse(awaitedUntil);
  const detail = hostOf(targetUrl);
  const waited = (to: number) => `in ${formatDuration(Math.max(0, to - Date.parse(askedAt)) * 1000)}`;
  if (nowMs < until) return { state: "waits", name: "Awaited", time: "not here yet", detail };
  return { state: "failed", name: "Not seen here", time: awaitedUntil === null ? "" : waited(until), detail };
}

const verdicts: Record<Verdict, Pick<Step, "state" | "name">> = {
  verified: { state: "done", name: "Verified" },
  rejected: { state: "failed", name: "Rejected" },
  unsigned: { state: "failed", name: "Unsigned" },
  not_checked: { state: "waits", name: "Not checked" },
};

function verifiedStep(capture: Capture | null): Step {
  if (capture === null) return { state: "waits", name: "Verified", time: "", detail: "" };
  return { ...verdicts[capture.verdict], time: "", detail: capture.reason?.replaceAll("_", " ") ?? "" };
}

function since(from: string, to: string): string {
  return `+${formatDuration(Math.max(0, Date.parse(to) - Date.parse(from)) * 1000)}`;
}

function hostOf(url: string | null): string {
  return url === null ? "" : (URL.parse(url)?.host ?? url);
}
