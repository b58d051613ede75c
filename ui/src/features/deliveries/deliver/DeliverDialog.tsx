import { Dialog } from "../../../components/Dialog";
import { FailedState } from "../../../components/FailedState";
import { formatPlural } from "../../../components/format";
import { LoadingRows } from "../../../components/LoadingRows";
import { useEndpoints } from "../useEndpoints";
import { DeliverForm } from "./DeliverForm";

export type DeliverDialogProps = {
  /** Delivered as they came or signed afresh; without any, a new event is made. */
  captures: string[];
  onClose: () => void;
};

/** Asks what is delivered, and where to. */
export function DeliverDialog({ captures, onClose }: DeliverDialogProps) {
  const { endpoints: all, error, retry } = useEndpoints();
  // Those of emulations belong to whoever is played: nothing else is sent to them.
  const endpoints = all?.filter(({ endpoint }) => endpoint.emulation === null);
  const title = captures.length === 0 ? "Deliver an event" : `Deliver ${formatPlural(captures.length, "capture")}`;
  if (endpoints) return <DeliverForm title={title} captures={captures} endpoints={endpoints} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      {error ? <FailedState title="Cannot read the endpoints" message={error.message} onRetry={retry} /> : <LoadingRows rows={4} columns={1} />}
    </Dialog>
  );
}
