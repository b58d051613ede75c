// Where a moment of a schedule stands on a line of limited length. Pure.
//
// Schedules begin with seconds and end with days: the line is logarithmic, so
// that every attempt can be told from the next.
import { formatTick } from "../spans";

/** Puts a span since the first attempt onto the line: 0 is its begin, 1 its end. */
export type Scale = (milliseconds: number) => number;

/** A mark of the axis. */
export type Tick = { at: number; ms: number; name: string };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Spans that people know, the shortest first. */
const round = [
  ...[0.1, 1, 5, 30].map((seconds) => seconds * SECOND),
  ...[1, 5, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 5, 7, 14, 30, 90, 365].map((days) => days * DAY),
];

/** The scale of a line that shows everything up to `last`, with room for the first wait. */
export function scaleOf(last: number, firstWait: number): Scale {
  const unit = Math.max(firstWait / 2, last / 1e6, 1);
  const whole = Math.log1p(Math.max(last, unit) / unit);
  return (milliseconds) => Math.min(1, Math.max(0, Math.log1p(Math.max(0, milliseconds) / unit) / whole));
}

/** Round spans to name below the line, its two ends always among them, none closer than `apart` to another. */
export function ticksOf(scale: Scale, last: number, apart = 0.14): Tick[] {
  // Names at the ends begin and end there: they reach further in.
  const ends = [tick(0, scale), tick(last, scale)];
  if (last <= 0) return ends.slice(0, 1);
  const found = [...ends];
  for (const ms of round.toReversed()) {
    const next = tick(ms, scale);
    if (ms < last && found.every((other) => Math.abs(other.at - next.at) >= (ends.includes(other) ? apart * 1.3 : apart))) found.push(next);
  }
  return found.toSorted((one, other) => one.at - other.at);
}

function tick(ms: number, scale: Scale): Tick {
  return { at: scale(ms), ms, name: ms === 0 ? "first" : formatTick(ms) };
}
