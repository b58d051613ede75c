import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { Ordering } from "../../../core/generated/Ordering";
import styles from "./EndpointDialog.module.css";
import { FormSection } from "./FormSection";
import type { EndpointForm } from "./useEndpointForm";

const orderings: { value: Ordering; name: string; hint?: string }[] = [
  { value: "none", name: "None" },
  { value: "by_key", name: "By ordering key", hint: "one waits for the one before" },
];

export type PaceSectionProps = { form: EndpointForm };

/** How much at once, how fast, in which order, and how long an answer may take. */
export function PaceSection({ form: { draft, change, problems } }: PaceSectionProps) {
  return (
    <FormSection name="Pace" lead="How much it is given at once, and how long it may take.">
      <div className={styles.four}>
        <Field label="At once" error={problems.concurrency}>
          <TextField mono inputMode="numeric" value={draft.concurrency} onChange={(concurrency) => change({ concurrency })} />
        </Field>
        <Field label="A second, at most" hint="Empty: no pace." error={problems.rate}>
          <TextField mono inputMode="numeric" value={draft.rate} onChange={(rate) => change({ rate })} />
        </Field>
        <Field label="Time-out" hint="Empty: the schedule's." error={problems.timeout}>
          <TextField mono inputMode="decimal" value={draft.timeout} after={<span className="faint">s</span>} onChange={(timeout) => change({ timeout })} />
        </Field>
        <Field label="Order" error={problems.ordering}>
          <Select choices={orderings} value={draft.ordering} onChange={(ordering) => change({ ordering })} />
        </Field>
      </div>
    </FormSection>
  );
}
