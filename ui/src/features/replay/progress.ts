// How a run of several replays ended.
import { formatCount } from "../../components/format";
import type { ReplayRun } from "../../core/generated/ReplayRun";

/** How a run of several ended, in one sentence. */
export function outcomeOf(run: ReplayRun): string {
  const others = run.done - run.succeeded;
  const answered = `${formatCount(run.succeeded)} of ${formatCount(run.done)} answered 2xx`;
  const rest = others === 0 ? "" : `, ${formatCount(others)} otherwise or not at all`;
  const left = run.cancelled ? `. Cancelled before the other ${formatCount(run.total - run.done)}` : "";
  return `${answered}${rest}${left}.`;
}
