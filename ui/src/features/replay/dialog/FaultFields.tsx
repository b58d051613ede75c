import { Field } from "../../../components/Field";
import { Icon } from "../../../components/Icon";
import { Switch } from "../../../components/Switch";
import { TextField } from "../../../components/TextField";
import styles from "./FaultFields.module.css";
import { type FaultDraft, faultKinds, newFaults } from "./faultDraft";

export type FaultFieldsProps = {
  faults: FaultDraft | null;
  onChange: (faults: FaultDraft | null) => void;
  problem: string | undefined;
};

/** What goes wrong on purpose, to see how the handler takes it. */
export function FaultFields({ faults, onChange, problem }: FaultFieldsProps) {
  return (
    <div className={styles.faults}>
      <Switch
        name="Faults on the way out"
        hint="A share of the requests is broken, late, twice or out of order: see how your handler takes it."
        on={faults !== null}
        onChange={(on) => onChange(on ? newFaults : null)}
      />
      {faults && (
        <>
          <div className={styles.shares}>
            {faultKinds.map(({ kind, name, hint }) => (
              <Field key={kind} label={name} hint={hint}>
                <TextField
                  value={faults.shares[kind]}
                  inputMode="decimal"
                  after={<span className="faint">%</span>}
                  onChange={(share) => onChange({ ...faults, shares: { ...faults.shares, [kind]: share } })}
                />
              </Field>
            ))}
            <Field label="Late by" hint="delayed and slow ones">
              <TextField value={faults.delay} inputMode="decimal" after={<span className="faint">s</span>} onChange={(delay) => onChange({ ...faults, delay })} />
            </Field>
            <Field label="Seed" hint="same seed, same faults">
              <TextField value={faults.seed} inputMode="numeric" onChange={(seed) => onChange({ ...faults, seed })} />
            </Field>
          </div>
          {problem && (
            <p role="alert" className={styles.problem}>
              <Icon name="rejected" size={14} />
              {problem}
            </p>
          )}
        </>
      )}
    </div>
  );
}
