import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Dialog } from "../../../../components/Dialog";
import type { CreatedEmulated } from "../../../../core/generated/CreatedEmulated";
import type { Organization } from "../../../../core/generated/Organization";
import { useActions } from "../../../../shell/keys";
import { useProvidersSearch } from "../../../../shell/providers";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { Made } from "./Made";
import { RecordFields } from "./RecordFields";
import { useNewRecord } from "./useNewRecord";

export type NewRecordDialogProps = { words: ProviderWords; organizations: Organization[]; onClose: () => void };

/** Asks what an emulation shall hold, then says how its client reaches it. */
export function NewRecordDialog({ words, organizations, onClose }: NewRecordDialogProps) {
  const [, change] = useProvidersSearch();
  const [made, setMade] = useState<CreatedEmulated | null>(null);
  const form = useNewRecord(words.id, (created) => {
    change({ part: undefined, record: created.id }, "replace");
    setMade(created);
  });
  const [one] = words.record;
  const act = made === null ? form.create : onClose;
  useActions([{ id: "emulation.create", name: `Create the ${one}`, keys: ["Mod+Enter"], scope: "Emulation", keyOnly: true, inDialog: true, enabled: !form.busy, run: act }]);
  return (
    <Dialog
      title={made === null ? `New ${words.name} ${one}` : `${words.name} ${one} made`}
      onClose={onClose}
      actions={
        <>
          {form.refusal && (
            <p role="alert" className={page.refused}>
              {form.refusal}
            </p>
          )}
          <Button name={made === null ? `Create ${one}` : "Done"} look="primary" keys="Mod+Enter" disabled={form.busy} onClick={act} />
        </>
      }
    >
      {made === null ? <RecordFields form={form} words={words} organizations={organizations} /> : <Made made={made} words={words} onClose={onClose} />}
    </Dialog>
  );
}
