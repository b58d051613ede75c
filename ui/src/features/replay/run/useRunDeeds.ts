// What can be done with a run, once for keys, palette, buttons and menu.
import { useState } from "react";
import { saveText } from "../../../components/saveFile";
import type { RunDetail } from "../../../core/generated/RunDetail";
import type { RunFormat } from "../../../core/generated/RunFormat";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useToast } from "../../../shell/toasts";
import { useOpenRun } from "./runSearch";

/** Deeds on the run that is open; one that cannot be done says why. */
export type RunDeeds = {
  pause: () => void;
  resume: () => void;
  cancel: () => void;
  /** Starts another run like it and opens that. */
  again: (which: "all" | "failures") => void;
  save: (format: RunFormat) => void;
  /** One of them is on its way. */
  busy: boolean;
};

/** Deeds of a run. */
export function useRunDeeds({ run, against }: Pick<RunDetail, "run" | "against">): RunDeeds {
  const call = useCall();
  const show = useToast();
  const openRun = useOpenRun();
  const [busy, setBusy] = useState(false);
  const named = { run: run.id };
  const doing = async (deed: () => Promise<unknown>) => {
    // A key that is pressed twice means one run, not two.
    if (busy) return;
    setBusy(true);
    await deed().catch((thrown: unknown) => show({ message: asCallFailed(thrown).message }));
    setBusy(false);
  };
  const again = async (failures: boolean) => openRun((await call("runs.again", { ...named, failures })).id);
  const save = async (format: RunFormat) => {
    const { file_name, text } = await call("runs.export", { ...named, against: against?.run ?? null, format });
    saveText(file_name, text);
    show({ message: `Saved as ${file_name}` });
  };
  return {
    pause: () => void doing(() => call("runs.pause", named)),
    resume: () => void doing(() => call("runs.resume", named)),
    cancel: () => void doing(() => call("runs.cancel", named)),
    again: (which) => void doing(() => again(which === "failures")),
    save: (format) => void doing(() => save(format)),
    busy,
  };
}
