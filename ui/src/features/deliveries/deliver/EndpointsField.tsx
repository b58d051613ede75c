import { Field } from "../../../components/Field";
import { ToggleChips } from "../../../components/ToggleChips";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import styles from "./DeliverDialog.module.css";

export type EndpointsFieldProps = {
  endpoints: EndpointOverview[];
  value: string[];
  onChange: (endpoints: string[]) => void;
  error: string | undefined;
};

/** Which endpoints an event goes to: each gets a delivery of its own. */
export function EndpointsField({ endpoints, value, onChange, error }: EndpointsFieldProps) {
  const chips = endpoints.map(({ endpoint }) => ({ value: endpoint.id as string, name: endpoint.enabled ? endpoint.name : `${endpoint.name} (disabled)` }));
  const only = endpoints.find(({ endpoint }) => value.length === 1 && endpoint.id === value[0])?.endpoint;
  return (
    <Field label="Endpoints" hint={only ? only.url : value.length > 1 ? "Each gets a delivery of its own." : undefined} error={error}>
      <div className={styles.chips}>
        <ToggleChips label="Endpoints" chips={chips} value={value} onChange={onChange} />
      </div>
    </Field>
  );
}
