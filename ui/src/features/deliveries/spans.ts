// Spans of time as schedules count them: from milliseconds to months. Pure.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `250 ms`, `5 s`, `1 min 30 s`, `2 h`, `3 d 5 h`: two units at most. */
export function formatSpan(milliseconds: number): string {
  if (milliseconds < 1) return "0 s";
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE) return `${trimmed(milliseconds / SECOND)} s`;
  const rounded = Math.round(milliseconds / SECOND) * SECOND;
  if (rounded < HOUR) return twoUnits(rounded, [MINUTE, "min"], [SECOND, "s"]);
  if (rounded < 2 * DAY) return twoUnits(rounded, [HOUR, "h"], [MINUTE, "min"]);
  return twoUnits(rounded, [DAY, "d"], [HOUR, "h"]);
}

/** One unit, for the ticks of an axis: `5 s`, `1.5 min`, `2 h`, `30 d`. */
export function formatTick(milliseconds: number): string {
  if (milliseconds < 0.1) return "0";
  if (milliseconds < 10) return `${trimmed(milliseconds)} ms`;
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE) return `${trimmed(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return `${trimmed(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${trimmed(milliseconds / HOUR)} h`;
  return `${trimmed(milliseconds / DAY)} d`;
}

/** What is left until something is due: `now`, `12 s`, `4:05 min`, `3 h 20 min`, `2 d 4 h`. */
export function formatLeft(milliseconds: number): string {
  if (milliseconds < SECOND) return "now";
  if (milliseconds < MINUTE) return `${Math.floor(milliseconds / SECOND)} s`;
  if (milliseconds >= HOUR) return formatSpan(Math.floor(milliseconds / MINUTE) * MINUTE);
  const seconds = Math.floor(milliseconds / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

/** `×1,000`. */
export function formatSpeed(speed: number): string {
  return `×${speed.toLocaleString("en-US")}`;
}

/** What a clock does to a span: `3 d pass in 26 s`, or that time is real. */
export function speedWords(spanMs: number, speed: number): string {
  if (spanMs < 1) return "One attempt: there is nothing to wait for.";
  if (speed === 1) return `Real time: the last attempt comes after ${formatSpan(spanMs)}.`;
  return `${formatSpan(spanMs)} pass in ${formatSpan(spanMs / speed)}. Only waiting is faster: timestamps and recorded times stay real.`;
}

function twoUnits(milliseconds: number, [large, largeName]: [number, string], [small, smallName]: [number, string]): string {
  const rounded = Math.round(milliseconds / small);
  const perLarge = large / small;
  const rest = rounded % perLarge;
  const whole = `${Math.floor(rounded / perLarge).toLocaleString("en-US")} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}

/** At most one digit behind the point, and none that is zero. */
function trimmed(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 1 : 0)));
}
