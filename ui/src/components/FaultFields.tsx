import { Field } from "./Field";
import { type FaultDraft, faultKinds } from "./faultMix";
import styles from "./FaultFields.module.css";
import { TextField } from "./TextField";

export type FaultFieldsProps = {
  draft: FaultDraft;
  onChange: (draft: FaultDraft) => void;
  problem: string | null | undefined;
};

/** What goes wrong on purpose: a share for each fault, and the seed that decides whom it befalls. */
export function FaultFields({ draft, onChange, problem }: FaultFieldsProps) {
  return (
    <div className={styles.faults}>
      <div className={styles.shares}>
        {faultKinds.map(({ kind, name, hint }) => (
          <Field key={kind} label={name} hint={hint}>
            <TextField
              mono
              inputMode="decimal"
              value={draft.shares[kind]}
              after={<span className="faint">%</span>}
              onChange={(share) => onChange({ ...draft, shares: { ...draft.shares, [kind]: share } })}
            />
          </Field>
        ))}
        <Field label="Late by" hint="delay and slow body">
          <TextField mono inputMode="decimal" value={draft.delay} after={<span className="faint">s</span>} onChange={(delay) => onChange({ ...draft, delay })} />
        </Field>
        <Field label="Seed" hint="same seed, same faults">
          <TextField mono inputMode="numeric" value={draft.seed} onChange={(seed) => onChange({ ...draft, seed })} />
        </Field>
      </div>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
