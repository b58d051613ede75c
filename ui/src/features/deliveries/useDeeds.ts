// Does things with deliveries: asks first where they cannot be undone, and says what was done.
import { useState } from "react";
import { useCall } from "../../core/queries";
import { asCallFailed } from "../../core/transport";
import { useToast, useUndoable } from "../../shell/toasts";
import { type Deed, deedWords, type DeedTarget, needsQuestion, undoOf } from "./deeds";

/** A deed that waits for a yes. */
export type AskedDeed = { deed: Deed; target: DeedTarget };

/** How deeds are done. */
export type Deeds = {
  /** Does it, or asks first. */
  perform: (deed: Deed, target: DeedTarget) => void;
  asked: AskedDeed | null;
  confirm: () => void;
  dismiss: () => void;
};

/** Deeds on deliveries, for keys, palette and buttons alike. */
export function useDeeds(): Deeds {
  const call = useCall();
  const toast = useToast();
  const undoable = useUndoable();
  const [asked, setAsked] = useState<AskedDeed | null>(null);
  const tell = (thrown: unknown) => toast({ message: asCallFailed(thrown).message });
  const run = async (deed: Deed, { chosen }: DeedTarget): Promise<number> => {
    if (deed === "send" || deed === "restart") return (await call("deliveries.retry", { ...chosen, restart: deed === "restart" })).count;
    return (await call(`deliveries.${deed}`, chosen)).count;
  };
  const doNow = async (deed: Deed, target: DeedTarget) => {
    const count = await run(deed, target);
    const back = "ids" in target.chosen ? undoOf(deed) : null;
    toast({ message: deedWords[deed].done(count), ...(back === null ? {} : { undo: () => void run(back, target).catch(tell) }) });
  };
  const perform = (deed: Deed, target: DeedTarget) => {
    if (target.count === 0) return;
    if (needsQuestion(deed, target)) setAsked({ deed, target });
    else void undoable(doNow(deed, target)).catch(tell);
  };
  return {
    perform,
    asked,
    confirm: () => {
      if (asked) void doNow(asked.deed, asked.target).catch(tell);
      setAsked(null);
    },
    dismiss: () => setAsked(null),
  };
}
