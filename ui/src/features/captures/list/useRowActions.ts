// What can be done with captures, once for keys, palette and buttons.
import { useClipboard } from "../../../components/clipboard";
import { useIntents } from "../../../shell/intents";
import { useToast, useUndoable } from "../../../shell/toasts";
import { formatPlural } from "../../../components/format";
import type { Capture } from "../../../core/generated/Capture";
import { useCall, useFetch } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import type { CaptureRows } from "./useCaptureRows";

/** Deeds on the marked captures or the one under the cursor. */
export type RowActions = {
  replay: (how: "as_is" | "edit") => void;
  /** Replays all that match the filter. */
  replayAll: () => void;
  /** Asks to which endpoints they are delivered. */
  deliver: () => void;
  editSource: () => void;
  copy: () => void;
  pin: () => void;
  remove: () => void;
};

export type ActedOn = {
  rows: CaptureRows;
  filter: string;
  /** Ids of the marked captures, or of the one under the cursor. */
  ids: string[];
  /** Id of the capture under the cursor. */
  open: string | undefined;
  /** Rows behind `ids`, as far as they are known. */
  known: Capture[];
  /** Called before captures are deleted, to open another. */
  onRemove: () => void;
};

/** Deeds that tell what they did, and say so when they could not. */
export function useRowActions({ rows, filter, ids, open, known, onRemove }: ActedOn): RowActions {
  const call = useCall();
  const writeText = useClipboard();
  const show = useToast();
  const undoable = useUndoable();
  const intents = useIntents();
  const fetch = useFetch();
  const tell = (thrown: unknown) => show({ message: asCallFailed(thrown).message });
  const restore = async (gone: string[]) => {
    await call("captures.restore", { ids: gone });
    if (rows.search) rows.search.again("anew");
    else rows.patch((all) => all, true);
  };
  const remove = async () => {
    onRemove();
    await call("captures.delete", { ids });
    rows.patch((all) => all.filter((row) => !ids.includes(row.id)), true);
    show({ message: `Deleted ${formatPlural(ids.length, "capture")}`, undo: () => void restore(ids).catch(tell) });
  };
  const pin = async () => {
    const pinned = !(known.length > 0 && known.every((row) => row.pinned));
    await call("captures.pin", { ids, pinned });
    rows.patch((all) => all.map((row) => (ids.includes(row.id) ? { ...row, pinned } : row)), filter.includes("is:pinned"));
  };
  const copy = async (id: string) => {
    const { text, redacted } = await call("captures.copy", { id, format: "curl", with_credentials: false });
    await writeText(text);
    show({ message: redacted.length === 0 ? "Copied as cURL" : `Copied as cURL without ${redacted.join(", ")}` });
  };
  const editSource = async (id: string) => {
    const { capture, source_id } = await fetch("captures.detail", { id });
    if (source_id !== null) intents.editSource(capture.source);
    else show({ message: "No source takes this path. Add one to set how it is checked and answered." });
  };
  const one = open ?? ids[0] ?? "";
  return {
    replay: (how) => intents.replay(how === "edit" ? ids.slice(0, 1) : ids, how),
    replayAll: () => intents.replayAll(filter),
    deliver: () => intents.deliver(ids),
    editSource: () => void editSource(one).catch(tell),
    copy: () => void copy(one).catch(tell),
    pin: () => void pin().catch(tell),
    remove: () => void undoable(remove()).catch(tell),
  };
}
