import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useActions } from "../../../shell/keys";
import page from "../ProvidersPage.module.css";
import { infoOf } from "../words";
import { ProfileFields } from "./ProfileFields";
import { useProfileForm } from "./useProfileForm";

export type ProfileDialogProps = {
  infos: ProviderInfo[];
  /** Those there are: their names are taken. */
  profiles: ProfileRow[];
  /** `null` adds one. */
  kept: ProfileRow | null;
  onSaved: (saved: ProfileRow) => void;
  onClose: () => void;
};

/** Where a provider is reached, and with which key. */
export function ProfileDialog({ infos, profiles, kept, onSaved, onClose }: ProfileDialogProps) {
  const callable = infos.filter(({ can }) => can.length > 0);
  const first = kept === null ? (callable[0] ?? infoOf(infos, "")) : infoOf(infos, kept.provider);
  const form = useProfileForm({ first, kept, taken: profiles.map(({ name }) => name) });
  const save = async () => {
    const saved = await form.save();
    if (saved === null) return;
    onSaved(saved);
    onClose();
  };
  useActions([{ id: "profiles.save", name: "Save the profile", keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, whileTyping: true, enabled: !form.busy, run: () => void save() }]);
  return (
    <Dialog
      title={kept === null ? "Add a profile" : `Profile ${kept.name}`}
      onClose={onClose}
      actions={
        <>
          {form.refusal && (
            <p role="alert" className={page.refused}>
              {form.refusal}
            </p>
          )}
          <Button name={kept === null ? "Add and check" : "Save and check"} look="primary" keys="Mod+Enter" disabled={form.busy} onClick={() => void save()} />
        </>
      }
    >
      <ProfileFields form={form} infos={callable} kept={kept} />
    </Dialog>
  );
}
