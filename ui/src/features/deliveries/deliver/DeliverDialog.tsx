import { Dialog } from "../../../components/Dialog";

export type DeliverDialogProps = { captures: string[]; onClose: () => void };

/** Asks what is delivered, and where to. */
export function DeliverDialog({ captures, onClose }: DeliverDialogProps) {
  return <Dialog title={captures.length === 0 ? "Deliver an event" : "Deliver captures"} onClose={onClose}>{null}</Dialog>;
}
