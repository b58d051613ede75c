import type { Settings } from "../../core/generated/Settings";
import { parseKeptDays } from "./limits";
import { NumberField } from "./NumberField";
import styles from "./SettingsPage.module.css";

export type DeliverySettingsProps = {
  /** Days that ended deliveries are kept; `null` is for ever. */
  deliveries: number | null;
  /** The same of runs and probes. */
  runs: number | null;
  onChange: (part: Partial<Settings>) => void;
};

/** How long what was sent is remembered. */
export function DeliverySettings({ deliveries, runs, onChange }: DeliverySettingsProps) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>History</h2>
      <div className={styles.short}>
        <KeptDays
          label="Keep ended deliveries"
          days={deliveries}
          onSet={(keep_deliveries_days) => onChange({ keep_deliveries_days })}
          hint="With the calls made to providers. Left empty they are kept for ever. Captures are not touched."
        />
        <KeptDays
          label="Keep runs and probes"
          days={runs}
          onSet={(keep_runs_days) => onChange({ keep_runs_days })}
          hint="With their attempts. The newest ten of each stay, and so do runs of pinned captures."
        />
      </div>
    </section>
  );
}

type KeptDaysProps = { label: string; hint: string; days: number | null; onSet: (days: number | null) => void };

function KeptDays({ label, hint, days, onSet }: KeptDaysProps) {
  return (
    <NumberField
      label={label}
      aside="days"
      text={days === null ? "" : String(days)}
      parse={parseKeptDays}
      onSet={(kept) => onSet(kept === 0 ? null : kept)}
      hint={hint}
    />
  );
}
