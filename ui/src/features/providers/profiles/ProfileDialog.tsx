import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { SecretField } from "../../../components/SecretField";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import { useToast } from "../../../shell/toasts";
import page from "../ProvidersPage.module.css";
import { played } from "../words";
import { freeName } from "./profileDraft";
import { useProfileForm } from "./useProfileForm";

export type ProfileDialogProps = {
  /** Those there are: their names are taken. */
  profiles: ProfileRow[];
  onClose: () => void;
};

const choices = played.map(({ id, name }) => ({ value: id, name }));

/** Where a provider is reached, and with which key. */
export function ProfileDialog({ profiles, onClose }: ProfileDialogProps) {
  const [, change] = useProvidersSearch();
  const toast = useToast();
  const taken = profiles.map(({ name }) => name);
  const form = useProfileForm({ provider: "skyvern", name: freeName("skyvern", taken), baseUrl: "", key: "" }, ({ name }) => {
    toast({ message: `Profile ${name} added` });
    change({ profile: name, delivery: undefined });
    onClose();
  });
  const { draft, problems } = form;
  const choose = (provider: string) => form.change({ provider, baseUrl: "", ...(taken.includes(draft.name) || choices.some(({ value }) => draft.name.startsWith(value)) ? { name: freeName(provider, taken) } : {}) });
  useActions([{ id: "profiles.save", name: "Save the profile", keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, whileTyping: true, enabled: !form.busy, run: form.save }]);
  return (
    <Dialog
      title="Add a profile"
      onClose={onClose}
      actions={
        <>
          {form.refusal && (
            <p role="alert" className={page.refused}>
              {form.refusal}
            </p>
          )}
          <Button name="Add profile" look="primary" keys="Mod+Enter" disabled={form.busy} onClick={form.save} />
        </>
      }
    >
      <div className={page.fields}>
        <div className={page.two}>
          <Field label="Provider">
            <Select choices={choices} value={draft.provider} onChange={choose} />
          </Field>
          <Field label="Name" error={problems.name}>
            <TextField value={draft.name} onChange={(name) => form.change({ name })} />
          </Field>
        </div>
        <Field label="Base URL" hint="Empty: where the provider itself is." error={problems.baseUrl}>
          <TextField mono value={draft.baseUrl} onChange={(baseUrl) => form.change({ baseUrl })} />
        </Field>
        <SecretField label="API key, kept encrypted on this machine" value={draft.key} onChange={(key) => form.change({ key })} error={problems.key} />
      </div>
    </Dialog>
  );
}
