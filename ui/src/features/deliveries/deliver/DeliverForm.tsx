import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { EmptyState } from "../../../components/EmptyState";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useActions } from "../../../shell/keys";
import { CaptureFields } from "./CaptureFields";
import styles from "./DeliverDialog.module.css";
import { EventFields } from "./EventFields";
import { useDeliver } from "./useDeliver";

export type DeliverFormProps = {
  title: string;
  captures: string[];
  endpoints: EndpointOverview[];
  onClose: () => void;
};

/** The fields, once it is known which endpoints there are. */
export function DeliverForm({ title, captures, endpoints, onClose }: DeliverFormProps) {
  const form = useDeliver(captures, endpoints, onClose);
  const [, change] = useDeliveriesSearch();
  const possible = captures.length === 0 || endpoints.length > 0;
  useActions([{ id: "deliver.send", name: "Deliver", keys: ["Mod+Enter"], scope: "Deliver", icon: "send", run: form.send, enabled: possible && !form.busy, inDialog: true }]);
  const toEndpoints = () => {
    change({ view: "endpoints" });
    onClose();
  };
  return (
    <Dialog
      title={title}
      size={captures.length === 0 ? "large" : "medium"}
      onClose={onClose}
      actions={
        <>
          {form.refusal && (
            <p role="alert" className={styles.refused}>
              {form.refusal.message}
            </p>
          )}
          <Button name="Deliver" look="primary" icon="send" keys="Mod+Enter" disabled={!possible || form.busy} onClick={form.send} />
        </>
      }
    >
      {captures.length === 0 && <EventFields form={form} endpoints={endpoints} />}
      {captures.length > 0 && possible && <CaptureFields form={form} endpoints={endpoints} />}
      {!possible && (
        <EmptyState title="No endpoint yet" action={<Button name="Go to the endpoints" icon="link" onClick={toEndpoints} />}>
          Captures are delivered to endpoints, with retries. Add one first.
        </EmptyState>
      )}
    </Dialog>
  );
}
