// How a run of several replays ended. Pure.
import { formatCount } from "../../../components/format";
import type { Run } from "../../../core/generated/Run";

/** How a run of several ended, in one sentence. */
export function outcomeOf({ done, total, succeeded, state }: Run): string {
  const others = done - succeeded;
  const answered = `${formatCount(succeeded)} of ${formatCount(done)} answered 2xx`;
  const rest = others === 0 ? "" : `, ${formatCount(others)} otherwise or not at all`;
  const left = state === "cancelled" ? `. Cancelled before the other ${formatCount(total - done)}` : "";
  return `${answered}${rest}${left}.`;
}
