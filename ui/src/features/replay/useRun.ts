import { useState } from "react";
import type { ReplayRun } from "../../core/generated/ReplayRun";
import type { StartReplay } from "../../core/generated/StartReplay";
import { useChange, useCommand } from "../../core/queries";
import { rememberTarget } from "./lastTarget";

/** Sending, and how it goes. */
export type RunState = {
  /** The run that was started last. */
  run: ReplayRun | null;
  /** It is under way, or about to be. */
  running: boolean;
  /** Why it could not be started or watched. */
  problem: string | null;
  start: (argument: StartReplay) => void;
  cancel: () => void;
};

/** Starts runs one after the other and watches the last. */
export function useRun(): RunState {
  const starting = useChange("replay.start");
  const cancelling = useChange("replay.cancel");
  const [started, setStarted] = useState<ReplayRun | null>(null);
  const watched = useCommand("replay.run", { run: started?.run ?? 0 }, { enabled: started !== null });
  const run = watched.data ?? started;
  return {
    run: starting.isPending ? null : run,
    running: starting.isPending || (run !== null && !run.finished && watched.error === null),
    problem: starting.error?.message ?? watched.error?.message ?? cancelling.error?.message ?? null,
    start: (argument) => {
      rememberTarget(argument.target);
      starting.mutate(argument, { onSuccess: setStarted, onError: () => setStarted(null) });
    },
    cancel: () => run && cancelling.mutate({ run: run.run }),
  };
}
