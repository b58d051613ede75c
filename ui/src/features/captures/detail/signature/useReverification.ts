import { useState } from "react";
import type { Reverification } from "../../../../core/generated/Reverification";
import { useChange, useCommand } from "../../../../core/queries";

/** Checking all captures of a source again. */
export type ReverificationState = {
  /** How it goes, and how the one that was begun here ended. */
  shown: Reverification | null;
  running: boolean;
  /** Why it could not begin or end. */
  problem: string | null;
  start: () => void;
  cancel: () => void;
};

/** Starts it, or follows the one that somebody else started. */
export function useReverification(source: string): ReverificationState {
  const starting = useChange("sources.reverify");
  const cancelling = useChange("sources.cancel_reverification");
  const watched = useCommand("sources.reverification", { source }).data ?? null;
  const [started, setStarted] = useState(false);
  const run = watched ?? starting.data ?? null;
  const start = () => {
    setStarted(true);
    starting.mutate({ source });
  };
  return {
    shown: run !== null && (started || !run.finished) ? run : null,
    running: starting.isPending || (run !== null && !run.finished),
    problem: starting.error?.message ?? cancelling.error?.message ?? null,
    start,
    cancel: () => cancelling.mutate({ source }),
  };
}
