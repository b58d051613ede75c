// Deliveries and attempts in words. Pure.
import { failureWords } from "../../components/failureWords";
import type { AttemptDecision } from "../../core/generated/AttemptDecision";
import type { DeliveryState } from "../../core/generated/DeliveryState";
import type { FailureKind } from "../../core/generated/FailureKind";
import type { Fault } from "../../core/generated/Fault";
import type { StateCount } from "../../core/generated/StateCount";
import type { Trigger } from "../../core/generated/Trigger";
import { formatSpan, formatSpeed } from "./spans";

const states: Record<DeliveryState, string> = {
  pending: "Waiting",
  running: "Sending",
  retrying: "Retrying",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
  paused: "Paused",
};

/** `Waiting`, `Retrying`, `Failed`. */
export function stateWord(state: DeliveryState): string {
  return states[state];
}

/** What stands where a status would; a dash where nothing was sent yet. */
export function failureWord(failure: FailureKind | null): string {
  return failure === null ? "–" : failureWords[failure];
}

const triggers: Record<Trigger, string> = {
  scheduled: "Schedule",
  retry: "Retry",
  redelivery: "By hand",
  replay: "Replay",
  forward: "Forward",
  probe: "Probe",
  test: "Test",
  call: "Call",
};

/** What asked for an attempt. */
export function triggerWord(trigger: Trigger): string {
  return triggers[trigger];
}

const faults: Record<Fault, string> = {
  drop: "never sent",
  reset: "connection reset",
  truncate: "body cut short",
  wrong_length: "wrong Content-Length",
  slow_body: "slow body",
  delay: "sent late",
  duplicate: "sent twice",
  reorder: "sent after the next one",
};

/** What was done to an attempt on purpose; `null` when nothing was. */
export function faultWords(befell: Fault[]): string | null {
  return befell.length === 0 ? null : `On purpose: ${befell.map((fault) => faults[fault]).join(", ")}`;
}

/** What followed an attempt, as it was decided, in sentences. */
export function decisionWords(decision: Pick<AttemptDecision, "next">): string {
  const { next } = decision;
  switch (next.kind) {
    case "delivered":
      return "Delivered.";
    case "retry":
      return sentence(retryWords(next));
    case "give_up":
      return `Given up. ${sentence(next.because)}`;
    case "disable":
      return `The endpoint was disabled. ${sentence(next.because)}`;
    case "nothing":
      return "Sent by hand: the schedule stays as it was.";
  }
}

/** The same in a few words, for a column: reasons, real time and faults are told beside the attempt. */
export function thenWords({ next }: Pick<AttemptDecision, "next">): string {
  switch (next.kind) {
    case "delivered":
      return "Delivered";
    case "retry":
      return `Again after ${formatSpan(next.wait_micros / 1000)}`;
    case "give_up":
      return "Given up";
    case "disable":
      return "Endpoint disabled";
    case "nothing":
      return "Nothing";
  }
}

/** A reason with one full stop, whether it brought one or not. */
export function sentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1).replace(/\.$/, "")}.`;
}

type Retry = Extract<AttemptDecision["next"], { kind: "retry" }>;

function retryWords({ wait_micros, speed, because }: Retry): string {
  const wait = wait_micros / 1000;
  const turned = speed === 1 ? "" : ` (${formatSpan(wait / speed)} at ${formatSpeed(speed)})`;
  return `Again after ${formatSpan(wait)}${turned}${because === null ? "" : `, ${because}`}`;
}

/** How many deliveries are in any of these states. */
export function countIn(counts: StateCount[] | undefined, ...wanted: DeliveryState[]): number {
  return (counts ?? []).filter(({ state }) => wanted.includes(state)).reduce((sum, { total }) => sum + total, 0);
}
