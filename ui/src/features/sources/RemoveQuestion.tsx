import { useToast } from "../../shell/toasts";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import type { Source } from "../../core/generated/Source";
import { useChange } from "../../core/queries";
import styles from "./SourceDialog.module.css";

export type RemoveQuestionProps = { source: Source; onRemoved: () => void; onClose: () => void };

/** Asks before a source and its secrets are forgotten. */
export function RemoveQuestion({ source, onRemoved, onClose }: RemoveQuestionProps) {
  const remove = useChange("sources.remove");
  const toast = useToast();
  const run = () =>
    remove.mutate(
      { id: source.id },
      {
        onSuccess: () => {
          toast({ message: `Source ${source.name} removed. Its captures stay.` });
          onRemoved();
        },
      },
    );
  const actions = (
    <>
      <Button name="Keep it" onClick={onClose} />
      <Button name={`Remove ${source.name}`} look="danger" disabled={remove.isPending} onClick={run} />
    </>
  );
  return (
    <Dialog title={`Remove ${source.name}?`} size="small" onClose={onClose} actions={actions}>
      <p>Its settings and secrets are forgotten. Its captures stay and keep its name; new requests to its address are kept as unsorted.</p>
      {remove.error && (
        <p className={styles.refused} role="alert">
          {remove.error.message}
        </p>
      )}
    </Dialog>
  );
}
