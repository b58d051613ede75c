import { Field } from "../../../components/Field";
import { TextArea } from "../../../components/TextArea";
import { TextField } from "../../../components/TextField";
import styles from "./Bench.module.css";
import { BodyField } from "./BodyField";
import type { BenchDraft } from "./draft";
import type { Bench } from "./useBench";

export type RequestFieldsProps = { bench: Bench };

/** The request field by field. */
export function RequestFields({ bench }: RequestFieldsProps) {
  const { draft, problems } = bench;
  const change = (part: Partial<BenchDraft>) => {
    bench.change(part);
    // What was pasted is no longer what lies on the bench.
    bench.setPasted("");
  };
  return (
    <>
      <div className={styles.line}>
        <Field label="Method" error={problems.method}>
          <TextField mono value={draft.method} onChange={(method) => change({ method })} />
        </Field>
        <Field label="URL" aside="As the provider knows it" error={problems.url}>
          <TextField mono value={draft.url} onChange={(url) => change({ url })} placeholder="https://example.com/hooks" />
        </Field>
      </div>
      <Field label="Headers" aside="Name: value, one a line" error={problems.headers}>
        <TextArea
          mono
          rows={Math.min(10, Math.max(3, draft.headers.split("\n").length))}
          wrap="off"
          value={draft.headers}
          onChange={(headers) => change({ headers })}
          placeholder="Content-Type: application/json"
        />
      </Field>
      <BodyField draft={draft} change={change} problem={problems.base64} />
    </>
  );
}
