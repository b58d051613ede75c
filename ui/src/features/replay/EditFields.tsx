import { CodeEditor } from "../../components/CodeEditor";
import { Field } from "../../components/Field";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import type { EditDraft, Problems } from "./draft";
import styles from "./EditFields.module.css";

export type EditFieldsProps = {
  edit: EditDraft;
  onChange: (parts: Partial<EditDraft>) => void;
  problems: Problems;
  /** The body is text that can be edited. */
  withBody: boolean;
  /** Why it is not, or what editing does to it. */
  note: string | null;
};

/** The request's parts as text to change. */
export function EditFields({ edit, onChange, problems, withBody, note }: EditFieldsProps) {
  return (
    <div className={styles.fields}>
      <div className={styles.method}>
        <Field label="Method" error={problems.method}>
          <TextField mono value={edit.method} onChange={(method) => onChange({ method })} />
        </Field>
      </div>
      <Field label="Headers" aside="Name: value, one a line" error={problems.headers}>
        <TextArea mono rows={Math.min(8, edit.headers.split("\n").length)} value={edit.headers} wrap="off" onChange={(headers) => onChange({ headers })} />
      </Field>
      {withBody && (
        <Field label="Body" aside="Its length is counted anew" hint={note}>
          <CodeEditor label="Body" language="json" value={edit.body} onChange={(body) => onChange({ body })} />
        </Field>
      )}
      {!withBody && note && <p className={styles.note}>{note}</p>}
      <p className={styles.note}>The original is kept; this copy is sent.</p>
    </div>
  );
}
