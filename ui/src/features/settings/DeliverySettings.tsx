import type { Settings } from "../../core/generated/Settings";
import { parseKeptDays } from "./limits";
import { NumberField } from "./NumberField";
import styles from "./SettingsPage.module.css";

export type DeliverySettingsProps = {
  /** Days that ended deliveries are kept; `null` is for ever. */
  days: number | null;
  onChange: (part: Partial<Settings>) => void;
};

/** How long deliveries are remembered. */
export function DeliverySettings({ days, onChange }: DeliverySettingsProps) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>Deliveries</h2>
      <div className={styles.short}>
        <NumberField
          label="Keep ended deliveries"
          aside="days"
          text={days === null ? "" : String(days)}
          parse={parseKeptDays}
          onSet={(kept) => onChange({ keep_deliveries_days: kept === 0 ? null : kept })}
          hint="Left empty they are kept for ever. Captures are not touched."
        />
      </div>
    </section>
  );
}
