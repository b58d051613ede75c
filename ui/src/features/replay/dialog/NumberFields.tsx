import { Field } from "../../../components/Field";
import { TextField } from "../../../components/TextField";
import type { Draft, Problems } from "./draft";
import styles from "./NumberFields.module.css";

export type NumberFieldsProps = { draft: Draft; onChange: (parts: Partial<Draft>) => void; problems: Problems };

/** How often, how many at once, and how long to wait. */
export function NumberFields({ draft, onChange, problems }: NumberFieldsProps) {
  return (
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
  );
}
