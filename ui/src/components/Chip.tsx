import styles from "./Chip.module.css";
import { Icon } from "./Icon";

export type ChipProps = {
  /** `age:`; may be empty. */
  name: string;
  value: string;
  onRemove?: (() => void) | undefined;
};

/** One part of a filter. */
export function Chip({ name, value, onRemove }: ChipProps) {
  return (
    <span className={styles.chip}>
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
