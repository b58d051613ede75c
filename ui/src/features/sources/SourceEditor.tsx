import { Dialog } from "../../components/Dialog";

export type SourceEditorProps = {
  /** `null` adds a source. */
  name: string | null;
  onClose: () => void;
};

/** Adds or edits a source. */
export function SourceEditor({ name, onClose }: SourceEditorProps) {
  return (
    <Dialog title={name === null ? "Add a source" : `Source ${name}`} onClose={onClose}>
      {null}
    </Dialog>
  );
}
