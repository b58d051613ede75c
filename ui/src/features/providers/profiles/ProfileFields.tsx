import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { SecretField } from "../../../components/SecretField";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import page from "../ProvidersPage.module.css";
import { infoOf } from "../words";
import type { ProfileForm } from "./useProfileForm";

export type ProfileFieldsProps = {
  form: ProfileForm;
  /** Those that can be called. */
  infos: ProviderInfo[];
  kept: ProfileRow | null;
};

/** Which provider, where it is, what opens it, and what else its calls need. */
export function ProfileFields({ form: { info, draft, change, choose, problems, emulate }, infos, kept }: ProfileFieldsProps) {
  return (
    <div className={page.fields}>
      {kept === null && (
        <div className={page.two}>
          <Field label="Provider">
            <Select choices={infos.map(({ id, name }) => ({ value: id, name }))} value={info.id} onChange={(id) => choose(infoOf(infos, id))} />
          </Field>
          <Field label="Name" error={problems["name"]}>
            <TextField value={draft.name} onChange={(name) => change({ name })} />
          </Field>
        </div>
      )}
      <Field label="Base URL" error={problems["baseUrl"]}>
        <TextField mono value={draft.baseUrl} onChange={(baseUrl) => change({ baseUrl })} after={info.emulated && <Button name="Our emulation" look="plain" small onClick={emulate} />} />
      </Field>
      {info.settings.map(({ id, label, required }) => (
        <Field key={id} label={label} aside={required ? undefined : "Not needed for all"} error={problems[id]}>
          <TextField mono value={draft.settings[id] ?? ""} onChange={(value) => change({ settings: { ...draft.settings, [id]: value } })} />
        </Field>
      ))}
      <SecretField
        label="Key, kept encrypted on this machine"
        {...(kept === null ? {} : { aside: `Empty: ${kept.hint} stays` })}
        value={draft.key}
        onChange={(key) => change({ key })}
        error={problems["key"]}
      />
      {info.facts.length > 0 && <p className="muted">{info.facts.join(" ")}</p>}
    </div>
  );
}
