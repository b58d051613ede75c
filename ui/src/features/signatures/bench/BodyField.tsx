import { useState } from "react";
import { CodeEditor } from "../../../components/CodeEditor";
import { Field } from "../../../components/Field";
import { formatBytes } from "../../../components/format";
import { Segmented } from "../../../components/Segmented";
import { TextArea } from "../../../components/TextArea";
import { base64Of, bytesOf } from "../bytes";
import styles from "./Bench.module.css";
import { BodyFilePicker } from "./BodyFilePicker";
import { type BenchDraft, type BodyForm, requestOf } from "./draft";

export type BodyFieldProps = {
  draft: BenchDraft;
  change: (part: Partial<BenchDraft>) => void;
  problem: string | undefined;
};

const forms: { value: BodyForm; name: string }[] = [
  { value: "text", name: "Text" },
  { value: "base64", name: "Base64" },
  { value: "file", name: "File" },
];

/** The body: text, any bytes in base64, or a file's. */
export function BodyField({ draft, change, problem }: BodyFieldProps) {
  const { bodyForm, text, base64 } = draft;
  const size = problem === undefined ? formatBytes(bytesOf(requestOf(draft).body).length) : "";
  // Decided once: JSON stays JSON while it is broken for a moment.
  const [language] = useState(() => (/^\s*[[{]/.test(text) || text === "" ? ("json" as const) : ("text" as const)));
  const switchTo = (next: BodyForm) => {
    // What was typed as text goes on as the same bytes.
    if (bodyForm === "text" && next === "base64" && base64 === "") change({ bodyForm: next, base64: base64Of(text) });
    else change({ bodyForm: next });
  };
  return (
    <>
      <div className={styles.head}>
        <span className="label">Body</span>
        <Segmented label="Form of the body" segments={forms} value={bodyForm} onChange={switchTo} />
        <span className="grow" />
        <span className="count">{size}</span>
      </div>
      {bodyForm === "text" && <CodeEditor label="Body" language={language} value={text} onChange={(next) => change({ text: next })} />}
      {bodyForm === "base64" && (
        <Field label="Bytes in base64" hint={base64 !== "" && "Also for text whose lines end with carriage returns."} error={problem}>
          <TextArea mono rows={5} value={base64} onChange={(next) => change({ base64: next })} />
        </Field>
      )}
      {bodyForm === "file" && <BodyFilePicker file={draft.file} onChoose={(file) => change({ file })} />}
    </>
  );
}
