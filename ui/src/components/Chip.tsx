import styles from "./Chip.module.css";
import { classes } from "./classes";
import { Icon } from "./Icon";

export type ChipProps = {
  /** `age:`; may be empty. */
  name: string;
  value: string;
  /** Why it cannot be read. */
  wrong?: string | undefined;
  onRemove?: (() => void) | undefined;
};

/** One part of a filter. */
export function Chip({ name, value, wrong, onRemove }: ChipProps) {
  return (
    <span className={classes(styles.chip, wrong && styles.wrong)} title={wrong}>
      <span className={styles.name}>{name}</span>
      {value}
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={`Remove ${name}${value}`} onClick={onRemove} tabIndex={-1}>
          <Icon name="x" size={12} />
        </button>
      )}
    </span>
  );
}
