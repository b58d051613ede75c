import { useState } from "react";
import type { RunListed } from "../../../core/generated/RunListed";
import { useCommands } from "../../../core/queries";
import type { CallFailed } from "../../../core/transport";

/** Runs of one page. */
const PAGE = 100;

/** All runs as far as they were asked for, newest first. */
export type RunsState = {
  runs: RunListed[];
  /** The first answer is here. */
  ready: boolean;
  failure: CallFailed | null;
  retry: () => void;
  loadMore: () => void;
};

/** The newest runs, and older ones once they are asked for. */
export function useRuns(): RunsState {
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  const answers = useCommands("runs.list", starts.map((from) => ({ from, limit: PAGE })));
  // A page begins with the last run of the one before; new runs push more than that into it.
  const known = new Map(answers.flatMap(({ data }) => data ?? []).map((listed) => [listed.run.id, listed]));
  const runs = [...known.values()];
  const last = runs.at(-1)?.run.id;
  const tail = answers.at(-1)?.data;
  const failed = answers.find(({ isError, data }) => isError && data === undefined);
  return {
    runs,
    ready: answers[0]?.data !== undefined,
    failure: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    loadMore: () => last !== undefined && tail?.length === PAGE && setStarts((now) => (now.includes(last) ? now : [...now, last])),
  };
}
