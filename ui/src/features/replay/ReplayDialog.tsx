import { Dialog } from "../../components/Dialog";
import { formatPlural } from "../../components/format";

export type ReplayDialogProps = {
  captures: string[];
  /** `edit`: the one capture is changed before it is sent. */
  how: "as_is" | "edit";
  onClose: () => void;
};

/** Asks where and how to send captures, and shows how it goes. */
export function ReplayDialog({ captures, onClose }: ReplayDialogProps) {
  return (
    <Dialog title={`Replay ${formatPlural(captures.length, "capture")}`} onClose={onClose}>
      {null}
    </Dialog>
  );
}
