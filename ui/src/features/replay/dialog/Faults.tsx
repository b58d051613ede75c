import { FaultFields } from "../../../components/FaultFields";
import { type FaultDraft, newFaults } from "../../../components/faultMix";
import { Switch } from "../../../components/Switch";
import styles from "./Faults.module.css";

export type FaultsProps = {
  faults: FaultDraft | null;
  onChange: (faults: FaultDraft | null) => void;
  problem: string | undefined;
};

/** What goes wrong on purpose, to see how the handler takes it. */
export function Faults({ faults, onChange, problem }: FaultsProps) {
  return (
    <div className={styles.faults}>
      <Switch
        name="Faults on the way out"
        hint="A share of the requests is broken, late, twice or out of order: see how your handler takes it."
        on={faults !== null}
        onChange={(on) => onChange(on ? newFaults : null)}
      />
      {faults && <FaultFields draft={faults} onChange={onChange} problem={problem} />}
    </div>
  );
}
