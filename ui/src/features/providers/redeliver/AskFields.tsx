import { Field } from "../../../components/Field";
import { TextField } from "../../../components/TextField";
import { HereButton } from "../HereButton";
import type { ProviderWords } from "../words";
import { type AskDraft, askFields, EXAMPLE_URL, overrideProblem } from "./askDraft";

export type AskFieldsProps = { words: ProviderWords; draft: AskDraft; onChange: (parts: Partial<AskDraft>) => void };

/** What the provider takes besides the id. */
export function AskFields({ words, draft, onChange }: AskFieldsProps) {
  const taken = askFields(words.id);
  return (
    <>
      {taken.includes("webhookUrl") && (
        <Field label="To another URL" hint={`Empty: where the ${words.record[0]} points.`} error={overrideProblem(draft)}>
          <TextField mono value={draft.webhookUrl} placeholder={EXAMPLE_URL} onChange={(webhookUrl) => onChange({ webhookUrl })} after={<HereButton provider={words.id} onChoose={(webhookUrl) => onChange({ webhookUrl })} />} />
        </Field>
      )}
      {taken.includes("reason") && (
        <Field label={`Reason, kept by ${words.name}`}>
          <TextField value={draft.reason} onChange={(reason) => onChange({ reason })} />
        </Field>
      )}
      {taken.includes("organization") && (
        <Field label="Organization" hint="For keys of several organizations. Empty: the key's own.">
          <TextField mono value={draft.organization} onChange={(organization) => onChange({ organization })} />
        </Field>
      )}
    </>
  );
}
