import { Field } from "../../../components/Field";
import { SecretField } from "../../../components/SecretField";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { EndpointField } from "../../../core/generated/EndpointField";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { HereButton } from "../HereButton";
import { type EndpointDraft, EXAMPLE_URL } from "./endpointDraft";

export type EndpointFieldsProps = {
  info: ProviderInfo;
  profiles: ProfileRow[];
  /** Name of the profile that is asked. */
  chosen: string;
  onChoose: (profile: string) => void;
  draft: EndpointDraft;
  onChange: (parts: Partial<EndpointDraft>) => void;
  problems: Partial<Record<keyof EndpointDraft, string>>;
};

/** Where to, and what else the provider takes of a new endpoint. */
export function EndpointFields({ info, profiles, chosen, onChoose, draft, onChange, problems }: EndpointFieldsProps) {
  const { takes, needs, example_events } = info.endpoints;
  const aside = (field: EndpointField) => (needs.includes(field) ? undefined : "May be empty");
  return (
    <>
      {profiles.length > 1 && (
        <Field label="Profile">
          <Select choices={profiles.map(({ name }) => ({ value: name, name }))} value={chosen} onChange={onChoose} />
        </Field>
      )}
      <Field label="URL" error={problems.url} hint="A provider on the internet reaches this machine only through a tunnel.">
        <TextField mono value={draft.url} placeholder={EXAMPLE_URL} onChange={(url) => onChange({ url })} after={<HereButton provider={info.id} onChoose={(url) => onChange({ url })} />} />
      </Field>
      {takes.includes("name") && (
        <Field label="Name" aside={aside("name")} error={problems.name}>
          <TextField value={draft.name} onChange={(name) => onChange({ name })} />
        </Field>
      )}
      {takes.includes("description") && (
        <Field label="Description" aside={aside("description")} error={problems.description}>
          <TextField value={draft.description} onChange={(description) => onChange({ description })} />
        </Field>
      )}
      {takes.includes("events") && (
        <Field label="Event types, between commas" aside={aside("events")} error={problems.events}>
          <TextField mono value={draft.events} placeholder={example_events} onChange={(events) => onChange({ events })} />
        </Field>
      )}
      {takes.includes("secret") && <SecretField label="Signing secret" {...(needs.includes("secret") ? {} : { aside: "May be empty" })} value={draft.secret} onChange={(secret) => onChange({ secret })} error={problems.secret} />}
    </>
  );
}
