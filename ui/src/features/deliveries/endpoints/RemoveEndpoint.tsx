import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { formatPlural } from "../../../components/format";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { useChange } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useToast } from "../../../shell/toasts";
import { countIn } from "../words";
import styles from "./EndpointDialog.module.css";

export type RemoveEndpointProps = { overview: EndpointOverview; onClose: () => void };

/** Asks before an endpoint and its secrets are forgotten. */
export function RemoveEndpoint({ overview: { endpoint, counts }, onClose }: RemoveEndpointProps) {
  const remove = useChange("endpoints.remove");
  const toast = useToast();
  const [, change] = useDeliveriesSearch();
  const waiting = countIn(counts, "pending", "running", "retrying", "paused");
  const onSuccess = () => {
    toast({ message: `Endpoint ${endpoint.name} removed. Its deliveries stay listed.` });
    change({ endpoint: undefined }, "replace");
    onClose();
  };
  const actions = (
    <>
      <Button name="Keep it" onClick={onClose} />
      <Button name={`Remove ${endpoint.name}`} look="danger" disabled={remove.isPending} onClick={() => remove.mutate({ id: endpoint.id }, { onSuccess })} />
    </>
  );
  return (
    <Dialog title={`Remove ${endpoint.name}?`} size="small" onClose={onClose} actions={actions}>
      <p>
        Its settings and secrets are forgotten. What was delivered stays listed with its attempts.
        {waiting > 0 && ` ${formatPlural(waiting, "delivery that waits is", "deliveries that wait are")} cancelled.`}
      </p>
      {remove.error && (
        <p className={styles.refused} role="alert">
          {remove.error.message}
        </p>
      )}
    </Dialog>
  );
}
