import { Switch as BaseSwitch } from "@base-ui/react/switch";
import styles from "./Switch.module.css";

export type SwitchProps = {
  name: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
  /** What it means, in a line below. */
  hint?: string;
};

/** Something that is on or off, at once. */
export function Switch({ name, on, onChange, disabled = false, hint }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <BaseSwitch.Root className={styles.track} checked={on} onCheckedChange={onChange} disabled={disabled}>
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      <span className={styles.words}>
        {name}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  );
}
