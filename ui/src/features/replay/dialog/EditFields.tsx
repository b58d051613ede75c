import { useState } from "react";
import { CodeEditor } from "../../../components/CodeEditor";
import type { CodeLanguage } from "../../../components/codeEditing";
import { Field } from "../../../components/Field";
import { TextArea } from "../../../components/TextArea";
import { TextField } from "../../../components/TextField";
import type { EditDraft, Problems } from "./draft";
import styles from "./EditFields.module.css";
import { isJson } from "../layOut";

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
  // Decided once: JSON stays JSON while it is broken for a moment.
  const [language] = useState<CodeLanguage>(() => (isJson(edit.body) ? "json" : "text"));
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
          <CodeEditor label="Body" language={language} value={edit.body} onChange={(body) => onChange({ body })} />
        </Field>
      )}
      {!withBody && note && <p className={styles.note}>{note}</p>}
      <p className={styles.note}>The original is kept; this copy is sent.</p>
    </div>
  );
}
