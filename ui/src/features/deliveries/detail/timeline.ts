// A delivery against its schedule: what was, what is planned, and where now is. Pure.
//
// Counted in the schedule's time since the first attempt. Where the clock is
// turned, real time since then is that much less.
import { formatDateTime } from "../../../components/format";
import type { DeliveryAttempt } from "../../../core/generated/DeliveryAttempt";
import type { DeliveryDetail } from "../../../core/generated/DeliveryDetail";
import { formatLeft, formatSpan } from "../spans";
import { failureWord } from "../words";

/** An attempt made, placed on the schedule's time. */
export type Made = {
  id: string;
  number: number;
  /** Milliseconds of the schedule since the first attempt. */
  ms: number;
  outcome: "delivered" | "failed";
  byHand: boolean;
  title: string;
};

/** An attempt to come. */
export type Planned = { number: number; ms: number; dueAt: string; waitMs: number };

/** All that the drawing shows, in the schedule's milliseconds. */
export type Timeline = {
  made: Made[];
  planned: Planned[];
  /** Where the schedule has its attempts, without jitter and whatever answers asked for. */
  ideal: number[];
  /** `null` once nothing is planned any more. */
  now: number | null;
  last: number;
  firstWait: number;
};

/** The parts of a detail that a timeline is made from. */
export type Timed = Pick<DeliveryDetail, "attempts" | "planned" | "schedule" | "speed" | "begins_at">;

/** Puts attempts made and planned onto the schedule's time. */
export function timelineOf(detail: Timed, nowMs: number): Timeline {
  const { made, anchor, wait } = placeMade(detail);
  const planned = placePlanned(detail, anchor.ms, wait);
  const next = planned[0];
  const passed = anchor.ms + (nowMs - anchor.at) * detail.speed;
  const now = next === undefined ? null : Math.min(Math.max(anchor.ms, passed), next.ms);
  const ideal = detail.schedule?.at_ms ?? [];
  const all = [...made.map(({ ms }) => ms), ...planned.map(({ ms }) => ms), ...ideal, 0];
  return { made, planned, ideal, now, last: Math.max(...all), firstWait: detail.schedule?.waits_ms[0] ?? 0 };
}

type Anchor = {
  /** Where the schedule's time stands. */
  ms: number;
  /** When that was, in real time. */
  at: number;
};

type Placed = {
  made: Made[];
  anchor: Anchor;
  /** What was decided to be waited since; `null` when nothing was. */
  wait: number | null;
};

function placeMade({ attempts, speed, begins_at }: Timed): Placed {
  const begin = Date.parse(attempts[0]?.attempt.started_at ?? begins_at ?? "") || 0;
  let anchor: Anchor = { ms: 0, at: begin };
  let wait: number | null = null;
  const made = attempts.map((each, index) => {
    const at = Date.parse(each.attempt.started_at);
    const byHand = each.attempt.trigger === "redelivery";
    const passed = anchor.ms + Math.max(0, at - anchor.at) * speed;
    const ms = index === 0 ? 0 : !byHand && wait !== null ? anchor.ms + wait : passed;
    const next = each.decision?.next;
    if (next?.kind !== "nothing") {
      anchor = { ms, at: at + each.attempt.timing.total_micros / 1000 };
      wait = next?.kind === "retry" ? next.wait_micros / 1000 : null;
    }
    return madeOf(each, { ms, number: each.decision?.number ?? index + 1, byHand });
  });
  return { made, anchor, wait };
}

function madeOf({ attempt, decision }: DeliveryAttempt, place: Pick<Made, "ms" | "number" | "byHand">): Made {
  const answer = attempt.status ?? failureWord(attempt.failure?.kind ?? null);
  const good = attempt.status !== null && (decision === null ? attempt.status < 300 : decision.next.kind === "delivered" || (decision.next.kind === "nothing" && attempt.status < 300));
  const title = `Attempt ${place.number}: ${answer}, ${place.ms === 0 ? "the first" : `after ${formatSpan(place.ms)}`}, at ${formatDateTime(attempt.started_at)}`;
  return { ...place, id: attempt.id, outcome: good ? "delivered" : "failed", title };
}

/** The first of them waits as it was decided, the others as the schedule says. */
function placePlanned({ planned }: Timed, from: number, decided: number | null): Planned[] {
  let ms = from;
  return planned.map(({ number, due_at, wait_ms }, index) => {
    const waitMs = index === 0 ? (decided ?? wait_ms) : wait_ms;
    ms += waitMs;
    return { number, ms, dueAt: due_at, waitMs };
  });
}

/** `in 12 s`, `now`: when an attempt is made, in real time. */
export function dueWords(dueAt: string, nowMs: number): string {
  const left = formatLeft(Date.parse(dueAt) - nowMs);
  return left === "now" ? left : `in ${left}`;
}
