import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { useChange } from "../../../core/queries";
import { useProvidersSearch } from "../../../shell/providers";
import { useToast } from "../../../shell/toasts";
import page from "../ProvidersPage.module.css";

export type RemoveProfileProps = { name: string; onClose: () => void };

/** Asks before a profile and its key are forgotten. */
export function RemoveProfile({ name, onClose }: RemoveProfileProps) {
  const remove = useChange("profiles.remove");
  const [, change] = useProvidersSearch();
  const toast = useToast();
  const onSuccess = () => {
    toast({ message: `Profile ${name} removed` });
    change({ profile: undefined, delivery: undefined }, "replace");
    onClose();
  };
  const actions = (
    <>
      <Button name="Keep it" onClick={onClose} />
      <Button name={`Remove ${name}`} look="danger" disabled={remove.isPending} onClick={() => remove.mutate({ name }, { onSuccess })} />
    </>
  );
  return (
    <Dialog title={`Remove ${name}?`} size="small" onClose={onClose} actions={actions}>
      <p>Its key is forgotten, and so are the calls made through it. Captures stay.</p>
      {remove.error && (
        <p role="alert" className={page.refused}>
          {remove.error.message}
        </p>
      )}
    </Dialog>
  );
}
