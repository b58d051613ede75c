// What the detail's buttons do with the open capture. The keys of the list do the same with what is marked.
import { useCapturesSearch } from "../../../shell/search";
import { useToast, useUndoable } from "../../../shell/toasts";
import { useClipboard } from "../../../components/clipboard";
import type { CopyFormat } from "../../../core/generated/CopyFormat";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";

/** Deeds on one capture; each tells what it did, or why it could not. */
export type CaptureDeeds = {
  copyAs: (format: CopyFormat, credentials?: "redacted" | "kept") => void;
  pin: (pinned: boolean) => void;
  remove: () => void;
};

const names: Record<CopyFormat, string> = { curl: "cURL", http: "HTTP", json: "JSON" };

/** Deeds on the capture with this id. */
export function useCaptureDeeds(id: string): CaptureDeeds {
  const call = useCall();
  const toast = useToast();
  const undoable = useUndoable();
  const write = useClipboard();
  const [, change] = useCapturesSearch();
  const tell = (thrown: unknown) => toast({ message: asCallFailed(thrown).message });
  const copy = async (format: CopyFormat, with_credentials: boolean) => {
    const { text, redacted } = await call("captures.copy", { id, format, with_credentials });
    await write(text);
    toast({ message: `Copied as ${names[format]}${redacted.length === 0 ? "" : ` without ${redacted.join(", ")}`}` });
  };
  const restore = async () => {
    await call("captures.restore", { ids: [id] });
    change({ capture: id }, "replace");
  };
  const remove = async () => {
    await call("captures.delete", { ids: [id] });
    change({ capture: undefined }, "replace");
    toast({ message: "Deleted 1 capture", undo: () => void restore().catch(tell) });
  };
  return {
    copyAs: (format, credentials = "redacted") => void copy(format, credentials === "kept").catch(tell),
    pin: (pinned) => void call("captures.pin", { ids: [id], pinned }).catch(tell),
    remove: () => void undoable(remove()).catch(tell),
  };
}
