import { useState } from "react";
import type { Run } from "../../../core/generated/Run";
import type { RunDetail } from "../../../core/generated/RunDetail";
import type { StartRun } from "../../../core/generated/StartRun";
import { useChange, useCommand } from "../../../core/queries";
import { isUnderWay } from "../run/words";
import { rememberTarget } from "./lastTarget";

/** Sending, and how it goes. */
export type RunWatch = {
  /** The run that was started last. */
  run: Run | null;
  /** The same with what came of it, once that was read. */
  detail: RunDetail | null;
  /** It is under way, or about to be. */
  running: boolean;
  /** Why it could not be started or watched. */
  problem: string | null;
  start: (argument: StartRun) => void;
  cancel: () => void;
};

/** Starts runs one after the other and watches the last; `onStarted` hears of each. */
export function useRun(onStarted?: (run: Run) => void): RunWatch {
  const starting = useChange("runs.start");
  const cancelling = useChange("runs.cancel");
  const [started, setStarted] = useState<Run | null>(null);
  const watched = useCommand("runs.detail", { run: started?.id ?? "", against: null }, { enabled: started !== null });
  const detail = watched.data ?? null;
  const run = detail?.run ?? started;
  const begun = (next: Run) => {
    setStarted(next);
    onStarted?.(next);
  };
  return {
    run: starting.isPending ? null : run,
    detail: starting.isPending ? null : detail,
    running: starting.isPending || (run !== null && isUnderWay(run) && watched.error === null),
    problem: starting.error?.message ?? watched.error?.message ?? cancelling.error?.message ?? null,
    start: (argument) => {
      rememberTarget(argument.plan.targets[0] ?? "");
      starting.mutate(argument, { onSuccess: begun, onError: () => setStarted(null) });
    },
    cancel: () => run && cancelling.mutate({ run: run.id }),
  };
}
