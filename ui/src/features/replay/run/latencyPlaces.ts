// Where things stand in a run's histogram of latencies. Pure.
//
// Every bucket is as wide as the next, and within one a time stands where its logarithm does.
import type { LatencyBucket } from "../../../core/generated/LatencyBucket";

/** A place on the axis, from 0 at the left edge to 1 at the right, and what stands there. */
export type Mark = { at: number; text: string };

/** A percentile's line; side and row keep its words inside and clear of the others. */
export type PercentileMark = Mark & { side: "left" | "right"; row: number };

/** Most words that fit below the axis. */
const MOST_TICKS = 12;
/** Words of a percentile are about this wide. */
const WORDS = 0.15;

/** Where a time stands. */
export function placeOf(ms: number, buckets: LatencyBucket[]): number {
  const at = buckets.findIndex(({ to_ms }) => ms < to_ms);
  const bucket = buckets[at];
  if (bucket === undefined) return 1;
  return (at + within(ms, bucket)) / buckets.length;
}

/** Round times below the axis: 1, 2 and 5 of each power of ten, or the powers alone where they are many. */
export function ticksOf(buckets: LatencyBucket[]): Mark[] {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return [];
  const least = first.from_ms > 0 ? first.from_ms : first.to_ms / 2;
  const from = Math.floor(Math.log10(least));
  const powers = Array.from({ length: Math.ceil(Math.log10(last.to_ms)) - from + 1 }, (_, step) => 10 ** (from + step));
  const inside = (times: number[]) => times.filter((ms) => ms >= least && ms <= last.to_ms);
  const all = inside(powers.flatMap((power) => [power, 2 * power, 5 * power]));
  const shown = all.length > MOST_TICKS ? inside(powers) : all;
  return shown.map((ms, index) => ({ at: placeOf(ms, buckets), text: tickText(ms, index === 0) }));
}

/** Lines of percentiles that are known; words that would cover those before stand a row lower. */
export function percentilesOf(times: { name: string; ms: number | null; text: string }[], buckets: LatencyBucket[]): PercentileMark[] {
  const marks: PercentileMark[] = [];
  for (const { name, ms, text } of times) {
    if (ms === null) continue;
    const at = placeOf(ms, buckets);
    const side = at + WORDS > 1 ? "left" : "right";
    const taken = marks.filter((mark) => Math.abs(beginning(mark) - beginning({ at, side })) < WORDS);
    const row = [0, 1, 2].find((each) => taken.every((mark) => mark.row !== each)) ?? 0;
    marks.push({ at, text: `${name} ${text}`, side, row });
  }
  return marks;
}

/** The outline of the earlier run, a step a bucket, in a box as wide as there are buckets and 100 high. */
export function outlineOf(buckets: LatencyBucket[], most: number): string {
  const steps = buckets.map(({ before }, index) => `V${(100 - (before / most) * 100).toFixed(2)}H${index + 1}`);
  return `M0 100${steps.join("")}V100`;
}

/** The highest bar of both runs, at least one. */
export function highest(buckets: LatencyBucket[]): number {
  return Math.max(1, ...buckets.map(({ count, before }) => Math.max(count, before)));
}

function beginning({ at, side }: Pick<PercentileMark, "at" | "side">): number {
  return side === "left" ? at - WORDS : at;
}

function within(ms: number, { from_ms, to_ms }: LatencyBucket): number {
  if (ms <= from_ms) return 0;
  return from_ms > 0 ? Math.log(ms / from_ms) / Math.log(to_ms / from_ms) : ms / to_ms;
}

/** The unit stands at the first one and where it changes. */
function tickText(ms: number, first: boolean): string {
  const micros = Math.round(ms * 1000);
  const [value, unit] = micros < 1000 ? [micros, "µs"] : micros < 1_000_000 ? [micros / 1000, "ms"] : [micros / 1_000_000, "s"];
  return first || value === 1 ? `${value} ${unit}` : `${value}`;
}
