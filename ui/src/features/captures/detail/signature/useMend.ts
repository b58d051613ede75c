import { useState } from "react";
import type { Mend } from "../../../../core/generated/Mend";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useCall } from "../../../../core/queries";
import { asCallFailed } from "../../../../core/transport";
import { useToast, useUndoable } from "../../../../shell/toasts";
import { mendDone, undoOf } from "./mending";

/** Mends of one source. */
export type Mends = {
  run: (mend: Mend) => Promise<void>;
  running: boolean;
  /** Why the last one could not be done. */
  problem: string | null;
};

/** Mends a source and offers to take it back. */
export function useMend({ source }: SourceOverview): Mends {
  const call = useCall();
  const toast = useToast();
  const undoable = useUndoable();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const mended = async (mend: Mend) => {
    const after = await call("sources.mend", { id: source.id, mend });
    const back = undoOf(mend, source, after.source);
    const undo = back && (() => void call("sources.edit", back).catch((thrown) => toast({ message: asCallFailed(thrown).message })));
    toast({ message: mendDone(mend, source.name), ...(undo ? { undo } : {}) });
  };
  const run = async (mend: Mend) => {
    setRunning(true);
    setProblem(null);
    await undoable(mended(mend)).catch((thrown) => setProblem(asCallFailed(thrown).message));
    setRunning(false);
  };
  return { run, running, problem };
}
