import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Dialog } from "../../../../components/Dialog";
import type { CreatedEmulated } from "../../../../core/generated/CreatedEmulated";
import type { Organization } from "../../../../core/generated/Organization";
import { useActions } from "../../../../shell/keys";
import { useProvidersSearch } from "../../../../shell/providers";
import { useToast } from "../../../../shell/toasts";
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
  const toast = useToast();
  const [one, many] = words.record;
  const form = useNewRecord(words.id, {
    onMade: (created) => {
      change({ part: undefined, record: created.id }, "replace");
      setMade(created);
    },
    onSamples: (samples) => {
      toast({ message: `${samples.length} ${many} made, one of each kind` });
      change({ part: undefined, record: samples.at(-1)?.id }, "replace");
      onClose();
    },
  });
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
          {made === null && <Button name="One of each kind" disabled={form.busy || form.createSamples === null} title="Samples of all that it sends, to this URL" onClick={() => form.createSamples?.()} />}
          <Button name={made === null ? `Create ${one}` : "Done"} look="primary" keys="Mod+Enter" disabled={form.busy} onClick={act} />
        </>
      }
    >
      {made === null ? <RecordFields form={form} words={words} organizations={organizations} /> : <Made made={made} words={words} onClose={onClose} />}
    </Dialog>
  );
}
