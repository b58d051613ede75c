import { Field } from "../../../components/Field";
import { TextField } from "../../../components/TextField";
import { CarrierField } from "./CarrierField";
import { EXAMPLE_URL } from "./draft";
import styles from "./EndpointDialog.module.css";
import { FormSection } from "./FormSection";
import type { EndpointForm } from "./useEndpointForm";

export type WhereSectionProps = { form: EndpointForm };

/** Where it is, what it is called, and who delivers to it. */
export function WhereSection({ form }: WhereSectionProps) {
  const { draft, change, problems, saved } = form;
  return (
    <FormSection name="Where to" lead="Your handler, on this machine or anywhere.">
      <div className={styles.two}>
        <Field label="Name" hint={saved === null ? "Empty: made from the URL." : undefined} error={problems.name}>
          <TextField value={draft.name} onChange={(name) => change({ name })} />
        </Field>
        <Field label="URL" error={problems.url}>
          <TextField mono value={draft.url} placeholder={EXAMPLE_URL} onChange={(url) => change({ url })} />
        </Field>
      </div>
      <CarrierField form={form} />
    </FormSection>
  );
}
