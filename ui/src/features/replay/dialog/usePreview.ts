import { useSettled } from "../../../components/useSettled";
import type { RunPreview } from "../../../core/generated/RunPreview";
import type { StartRun } from "../../../core/generated/StartRun";
import { useCommand } from "../../../core/queries";

/** How long after the last change it is asked. */
const SETTLED_MS = 250;

/** What would be sent, as far as it is known. */
export type PreviewState = {
  preview: RunPreview | undefined;
  /** Why it cannot be said. */
  failure: string | null;
  /** The filter cannot be read: said at its field. */
  filterProblem: string | null;
  /** The answer is about what stands there now. */
  current: boolean;
};

/** Asks what a run would send, a moment after the last change; `null` asks nothing. */
export function usePreview(start: StartRun | null): PreviewState {
  const wanted = start === null ? "" : JSON.stringify(start);
  const settled = useSettled(wanted, SETTLED_MS);
  const argument = settled === "" ? null : (JSON.parse(settled) as StartRun);
  const { data, error } = useCommand("runs.preview", argument ?? nothingYet, { enabled: argument !== null, keepPrevious: true });
  const filterProblem = error?.code === "filter" ? error.message : null;
  return { preview: error === null ? data : undefined, failure: filterProblem === null ? (error?.message ?? null) : null, filterProblem, current: settled === wanted };
}

/** Never asked for. */
const nothingYet = { chosen: { kind: "captures", ids: [] }, plan: {} } as unknown as StartRun;
