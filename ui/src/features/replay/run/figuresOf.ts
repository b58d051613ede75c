// The readings at the head of a run. Pure.
import { formatCount } from "../../../components/format";
import type { RunDetail } from "../../../core/generated/RunDetail";
import type { Change } from "../../../core/generated/Change";

/** One reading: its name, its value and what stands small behind it. */
export type Figure = { name: string; value: string; unit?: string; change?: Exclude<Change, "new"> };

/** Six readings: how far and how fast, then what changed, or what came back where there is nothing to compare with. */
export function figuresOf(detail: RunDetail): Figure[] {
  return [...progress(detail), ...(detail.against === null ? answers(detail) : changes(detail))];
}

/** A time in a number and its unit, as large readings show it: `5` and `seconds`. */
export function inUnits(ms: number): { value: string; unit: string } {
  if (ms < 9_950) return { value: (ms / 1000).toFixed(ms < 1000 ? 2 : 1), unit: "seconds" };
  const seconds = Math.round(ms / 1000);
  if (seconds < 100) return { value: formatCount(seconds), unit: "seconds" };
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return { value: formatCount(minutes), unit: "minutes" };
  return { value: formatCount(Math.round(minutes / 60)), unit: "hours" };
}

function progress({ run, rate_per_second, left_ms }: RunDetail): Figure[] {
  const sent: Figure = { name: "Sent", value: formatCount(run.done), unit: `of ${formatCount(run.total)}` };
  const rate: Figure = { name: "Rate", value: rate_per_second === null ? "–" : formatRate(rate_per_second), unit: "a second" };
  if (run.state !== "running") return [sent, rate, { name: "Took", ...inUnits(run.elapsed_ms) }];
  if (left_ms === null) return [sent, rate, { name: "Time left", value: "–" }];
  const left = Math.max(1000, left_ms);
  return [sent, rate, { name: "Time left, about", ...(left < 99_500 ? { value: String(Math.round(left / 1000)), unit: left < 1500 ? "second" : "seconds" } : inUnits(left)) }];
}

function changes({ fixed, regressed, same, new: added }: RunDetail): Figure[] {
  return [
    { name: "Fixed", value: formatCount(fixed), change: "fixed" },
    { name: "Regressed", value: formatCount(regressed), change: "regressed" },
    { name: "Same", value: formatCount(same), change: "same", ...(added > 0 ? { unit: `${formatCount(added)} new` } : {}) },
  ];
}

function answers({ run, failed, latency }: RunDetail): Figure[] {
  const none = run.done - latency.answers;
  return [
    { name: "Answered 2xx", value: formatCount(run.succeeded) },
    { name: "Other answer", value: formatCount(Math.max(0, failed - none)) },
    { name: "No answer", value: formatCount(Math.max(0, none)) },
  ];
}

function formatRate(rate: number): string {
  return rate < 9.95 ? rate.toFixed(1) : formatCount(Math.round(rate));
}
