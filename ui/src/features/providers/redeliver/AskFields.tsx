import { Field } from "../../../components/Field";
import { Switch } from "../../../components/Switch";
import { TextField } from "../../../components/TextField";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { HereButton } from "../HereButton";
import { wordsOf } from "../words";
import { type AskDraft, EXAMPLE_URL, overrideProblem, takes } from "./askDraft";

export type AskFieldsProps = { info: ProviderInfo; draft: AskDraft; onChange: (parts: Partial<AskDraft>) => void };

/** What the provider takes besides the id. */
export function AskFields({ info, draft, onChange }: AskFieldsProps) {
  const words = wordsOf(info);
  return (
    <>
      {takes(info.can, "webhookUrl") && (
        <Field label="To another URL" hint={`Empty: where the ${words.record[0]} points.`} error={overrideProblem(draft)}>
          <TextField mono value={draft.webhookUrl} placeholder={EXAMPLE_URL} onChange={(webhookUrl) => onChange({ webhookUrl })} after={<HereButton provider={words.id} onChoose={(webhookUrl) => onChange({ webhookUrl })} />} />
        </Field>
      )}
      {takes(info.can, "reason") && (
        <Field label={`Reason, kept by ${words.name}`}>
          <TextField value={draft.reason} onChange={(reason) => onChange({ reason })} />
        </Field>
      )}
      {info.can.includes("anew") && <Switch name="As a new record" on={draft.anew} onChange={(anew) => onChange({ anew })} hint="Otherwise the same one is queued again, which only failed ones can be." />}
      {takes(info.can, "organization") && (
        <Field label="Organization" hint="For keys of several organizations. Empty: the key's own.">
          <TextField mono value={draft.organization} onChange={(organization) => onChange({ organization })} />
        </Field>
      )}
    </>
  );
}
