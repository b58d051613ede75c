import { Icon } from "./Icon";
import type { IconName } from "./icons";
import styles from "./Pill.module.css";

export type PillProps = { name: string; icon?: IconName; onClick: () => void };

/** News that waits to be looked at: `12 new`. */
export function Pill({ name, icon = "up", onClick }: PillProps) {
  return (
    <button type="button" className={styles.pill} onClick={onClick}>
      <Icon name={icon} size={12} />
      {name}
    </button>
  );
}
