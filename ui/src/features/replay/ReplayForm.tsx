import { Field } from "../../components/Field";
import { Segmented } from "../../components/Segmented";
import { TextField } from "../../components/TextField";
import type { Draft, Problems } from "./draft";
import styles from "./ReplayForm.module.css";
import { TargetField } from "./TargetField";

export type ReplayFormProps = {
  draft: Draft;
  onChange: (parts: Partial<Draft>) => void;
  recent: string[];
  problems: Problems;
};

/** Where to send, what exactly is sent, and how often. */
export function ReplayForm({ draft, onChange, recent, problems }: ReplayFormProps) {
  return (
    <div className={styles.form}>
      <Field label="Send to" hint="Without a path, the capture's own path is kept." error={problems.target}>
        <TargetField value={draft.target} recent={recent} onChange={(target) => onChange({ target })} />
      </Field>
      <Segmented
        label="What is sent"
        value={draft.afresh ? "afresh" : "exact"}
        onChange={(next) => onChange({ afresh: next === "afresh" })}
        segments={[
          { value: "exact", name: "Exact" },
          { value: "afresh", name: "Signed afresh" },
        ]}
      />
      <div className={styles.numbers}>
        <Field label="Times" error={problems.times}>
          <TextField value={draft.times} inputMode="numeric" onChange={(times) => onChange({ times })} />
        </Field>
        <Field label="At once" error={problems.atOnce}>
          <TextField value={draft.atOnce} inputMode="numeric" onChange={(atOnce) => onChange({ atOnce })} />
        </Field>
        <Field label="Time-out" error={problems.timeout}>
          <TextField value={draft.timeout} inputMode="numeric" after={<span className="faint">s</span>} onChange={(timeout) => onChange({ timeout })} />
        </Field>
      </div>
    </div>
  );
}
