// How fast something long goes and how long it will still take.
import { formatCount, formatDuration } from "./format";

/** How far it is, and for how long it has gone on. */
export type Going = { done: number; total: number; elapsed_ms: number };

/** `84 a second`; `null` until it can be said. */
export function rateOf({ done, elapsed_ms }: Going): string | null {
  if (done === 0 || elapsed_ms < 200) return null;
  const rate = (done * 1000) / elapsed_ms;
  return `${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))} a second`;
}

/** `about 5.00 s left`; `null` until it can be said. */
export function timeLeft({ done, total, elapsed_ms }: Going): string | null {
  if (done === 0 || elapsed_ms < 200) return null;
  const seconds = Math.max(1, Math.round(((total - done) * elapsed_ms) / done / 1000));
  return `about ${seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1_000_000)} left`;
}
