import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { TextField } from "../../../../components/TextField";
import type { Organization } from "../../../../core/generated/Organization";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { CarriedField } from "./CarriedField";
import { EXAMPLE_URL, fieldsOf } from "./draft";
import { HereButton } from "../../HereButton";
import type { RecordForm } from "./useNewRecord";

export type RecordFieldsProps = { form: RecordForm; words: ProviderWords; organizations: Organization[] };

/** What it is, how far it is, what it carries and where its webhook goes. */
export function RecordFields({ form: { draft, change, problems }, words, organizations }: RecordFieldsProps) {
  const { type, statuses, payload } = fieldsOf(words.id);
  return (
    <div className={page.fields}>
      <Field label="Webhook URL" error={problems.to}>
        <TextField mono value={draft.to} placeholder={EXAMPLE_URL} onChange={(to) => change({ to })} after={<HereButton provider={words.id} onChoose={(to) => change({ to })} />} />
      </Field>
      <div className={page.two}>
        {type && (
          <Field label={type.label}>
            {type.words ? (
              <Select choices={choicesOf(type.words)} value={draft.type} onChange={(next) => change({ type: next })} />
            ) : (
              <TextField mono value={draft.type} onChange={(next) => change({ type: next })} />
            )}
          </Field>
        )}
        {statuses.length > 0 && (
          <Field label="Status">
            <Select choices={choicesOf(statuses)} value={draft.status} onChange={(status) => change({ status })} />
          </Field>
        )}
      </div>
      {organizations.length > 1 && (
        <Field label="Organization">
          <Select choices={organizations.map(({ name }) => ({ value: name, name }))} value={draft.organization || (organizations[0]?.name ?? "")} onChange={(organization) => change({ organization })} />
        </Field>
      )}
      <CarriedField name={payload} draft={draft} onChange={change} problem={problems.payload} />
    </div>
  );
}

function choicesOf(words: string[]) {
  return words.map((word) => ({ value: word, name: word }));
}
