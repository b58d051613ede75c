// How fast a run goes and how long it will still take.
import { formatCount, formatDuration } from "../../components/format";
import type { ReplayRun } from "../../core/generated/ReplayRun";

/** `84 a second`; `null` until it can be said. */
export function rateOf({ done, elapsed_ms }: ReplayRun): string | null {
  if (done === 0 || elapsed_ms < 200) return null;
  const rate = (done * 1000) / elapsed_ms;
  return `${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))} a second`;
}

/** `about 5.00 s left`; `null` until it can be said. */
export function timeLeft({ done, total, elapsed_ms }: ReplayRun): string | null {
  if (done === 0 || elapsed_ms < 200) return null;
  const seconds = Math.max(1, Math.round(((total - done) * elapsed_ms) / done / 1000));
  return `about ${seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1_000_000)} left`;
}

/** How a run of several ended, in one sentence. */
export function outcomeOf(run: ReplayRun): string {
  const others = run.done - run.succeeded;
  const answered = `${formatCount(run.succeeded)} of ${formatCount(run.done)} answered 2xx`;
  const rest = others === 0 ? "" : `, ${formatCount(others)} otherwise or not at all`;
  const left = run.cancelled ? `. Cancelled before the other ${formatCount(run.total - run.done)}` : "";
  return `${answered}${rest}${left}.`;
}
