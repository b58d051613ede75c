import { Field } from "../../../components/Field";
import { type Choice, Select } from "../../../components/Select";
import { Switch } from "../../../components/Switch";
import { TextField } from "../../../components/TextField";
import type { Draft, Problems } from "./draft";
import styles from "./NumberFields.module.css";

export type PaceFieldsProps = { draft: Draft; onChange: (parts: Partial<Draft>) => void; problems: Problems };

const orders: Choice<Draft["order"]>[] = [
  { value: "as_captured", name: "As captured" },
  { value: "reversed", name: "Newest first" },
  { value: "shuffled", name: "Shuffled" },
];

const paces: Choice<Draft["pace"]>[] = [
  { value: "as_fast_as_possible", name: "As fast as possible" },
  { value: "rate", name: "At most so many a second" },
  { value: "original", name: "Spaced as they came" },
];

/** In which order and how fast. */
export function PaceFields({ draft, onChange, problems }: PaceFieldsProps) {
  return (
    <>
      <div className={styles.pair}>
        <div className={styles.column}>
          <Field label="Order">
            <Select label="Order" choices={orders} value={draft.order} onChange={(order) => onChange({ order })} />
          </Field>
          {draft.order === "shuffled" && (
            <Field label="Seed" hint="The same seed gives the same order." error={problems.seed}>
              <TextField value={draft.seed} inputMode="numeric" onChange={(seed) => onChange({ seed })} />
            </Field>
          )}
        </div>
        <div className={styles.column}>
          <Field label="Pace">
            <Select label="Pace" choices={paces} value={draft.pace} onChange={(pace) => onChange({ pace })} />
          </Field>
          {draft.pace === "rate" && (
            <Field label="Rate" error={problems.perSecond}>
              <TextField value={draft.perSecond} inputMode="decimal" after={<span className="faint">a second</span>} onChange={(perSecond) => onChange({ perSecond })} />
            </Field>
          )}
          {draft.pace === "original" && (
            <Field label="Speed" error={problems.speed}>
              <TextField value={draft.speed} inputMode="decimal" after={<span className="faint">times as fast</span>} onChange={(speed) => onChange({ speed })} />
            </Field>
          )}
        </div>
      </div>
      <Switch name="Stop at the first answer that is not 2xx" on={draft.stopOnFailure} onChange={(stopOnFailure) => onChange({ stopOnFailure })} />
    </>
  );
}
