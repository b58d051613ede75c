import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import styles from "./DeliverDialog.module.css";
import { EndpointsField } from "./EndpointsField";
import type { DeliverForm } from "./useDeliver";

export type CaptureFieldsProps = { form: DeliverForm; endpoints: EndpointOverview[] };

const ways: { value: "exact" | "afresh"; name: string }[] = [
  { value: "exact", name: "The bytes as they came" },
  { value: "afresh", name: "Signed afresh" },
];

/** Where captures go, and whose signature they carry. */
export function CaptureFields({ form: { draft, change, problems }, endpoints }: CaptureFieldsProps) {
  return (
    <div className={styles.fields}>
      <EndpointsField endpoints={endpoints} value={draft.endpoints} onChange={(chosen) => change({ endpoints: chosen })} error={problems.endpoints} />
      <Field label="Sent as" hint={draft.resign ? "With each endpoint's own scheme and secrets, and the time of the attempt." : "With the sender's signature: it may be too old for your handler."}>
        <div className={styles.chips}>
          <Segmented label="Sent as" segments={ways} value={draft.resign ? "afresh" : "exact"} onChange={(way) => change({ resign: way === "afresh" })} />
        </div>
      </Field>
      <p className={styles.note}>Each capture becomes an event with one message id, the same on every try. The captures stay as they are.</p>
    </div>
  );
}
