// Runs in words. Pure.
import { formatCount, formatDate, formatDuration, formatPlural, formatTime } from "../../../components/format";
import type { FaultMix } from "../../../core/generated/FaultMix";
import type { Run } from "../../../core/generated/Run";
import type { RunPlan } from "../../../core/generated/RunPlan";
import type { RunState } from "../../../core/generated/RunState";
import type { Template } from "../../../core/generated/Template";

/** `Run 18`. */
export function runName(run: string): string {
  return `Run ${run.slice(run.indexOf("_") + 1)}`;
}

/** `run 18`, within a sentence. */
export function runWord(run: string): string {
  return runName(run).toLowerCase();
}

const states: Record<RunState, string> = {
  running: "Running",
  paused: "Paused",
  finished: "Finished",
  cancelled: "Cancelled",
  stopped: "Stopped",
  interrupted: "Interrupted",
};

/** How far a run is, in one word. */
export function stateWord(state: RunState): string {
  return states[state];
}

/** Whether it is under way or held, so that it can be cancelled. */
export function isUnderWay({ state }: Pick<Run, "state">): boolean {
  return state === "running" || state === "paused";
}

/** Whether something is left that can be gone on with. */
export function canResume({ state }: Pick<Run, "state">): boolean {
  return state === "paused" || state === "interrupted";
}

/** Where a run stands that did not come to its end, and what helps; `null` for all others. */
export function haltWords({ state, done, total, problem }: Pick<Run, "state" | "done" | "total" | "problem">): string | null {
  const place = `after ${formatCount(done)} of ${formatCount(total)}`;
  const left = total - done;
  if (state === "interrupted") {
    return `Hookwright ended ${place}. ${left === 1 ? "The last one was" : `The other ${formatCount(left)} were`} not sent; nothing that was is sent again.`;
  }
  if (state === "stopped") return `Stopped ${place}. ${problem ?? "An answer was not 2xx."}`;
  // Only the first problem is kept; the others are mostly like it.
  if (state === "finished" && problem !== null && left > 1) return `${problem}. ${formatCount(left)} could not be sent in all.`;
  return problem;
}

/** What a plan does, in its order of weight: `Exact bytes`, `8 at once`, `100 a second at most`, `10 s each`. */
export function planWords(plan: RunPlan): string[] {
  return [
    sentWord(plan),
    orderWord(plan),
    plan.times > 1 ? `each ${formatCount(plan.times)} times` : null,
    plan.concurrency === 1 ? "one at a time" : `${formatCount(plan.concurrency)} at once`,
    paceWord(plan),
    `${formatDuration(plan.timeout_ms * 1000).replace(".0 s", " s").replace(".00 s", " s")} each`,
    plan.stop_on_failure ? "stops at a failure" : null,
    plan.faults === null ? null : faultWord(plan.faults),
  ].filter((word) => word !== null);
}

/** Whether a template changes anything. */
export function changesRequests(template: Template): boolean {
  const { method, set_headers, remove_headers, json_patch, body, shift_time } = template;
  return method !== null || set_headers.length > 0 || remove_headers.length > 0 || json_patch !== null || body !== null || shift_time !== null;
}

/** A day and a time as one speaks of them: `17:20`, `yesterday 17:20`, `2026-11-20 17:20`. */
export function dayTime(iso: string, now: number): string {
  const time = formatTime(iso).slice(0, 5);
  const day = dayWord(iso, now);
  return day === null ? time : `${day} ${time}`;
}

/** The same in a column: days long gone without their time. */
export function shortDayTime(iso: string, now: number): string {
  const day = dayWord(iso, now);
  return day === null || day === "yesterday" ? dayTime(iso, now) : day;
}

function dayWord(iso: string, now: number): string | null {
  const day = formatDate(iso);
  if (day === formatDate(new Date(now).toISOString())) return null;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return day === formatDate(yesterday.toISOString()) ? "yesterday" : day;
}

/** How many captures go where: `12 captures`. */
export function capturesWord({ captures }: Pick<Run, "captures">): string {
  return formatPlural(captures, "capture");
}

function sentWord({ template, resign }: RunPlan): string {
  if (changesRequests(template)) return resign ? "Changed, signed afresh" : "Changed";
  return resign ? "Signed afresh" : "Exact bytes";
}

function orderWord({ order }: RunPlan): string | null {
  if (order.kind === "reversed") return "newest first";
  return order.kind === "shuffled" ? `shuffled by seed ${order.seed}` : null;
}

function paceWord({ pace }: RunPlan): string | null {
  if (pace.kind === "rate") return `${formatRate(pace.per_second)} a second at most`;
  if (pace.kind === "as_fast_as_possible") return null;
  return pace.speed === 1 ? "spaced as they came" : `spaced as they came, ${formatRate(pace.speed)} times as fast`;
}

function faultWord(faults: FaultMix): string {
  return `with faults by seed ${faults.seed}`;
}

function formatRate(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(value);
}
