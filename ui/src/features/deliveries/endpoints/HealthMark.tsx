import { classes } from "../../../components/classes";
import { Icon } from "../../../components/Icon";
import type { IconName } from "../../../components/icons";
import type { Health } from "./health";
import styles from "./HealthMark.module.css";

export type HealthMarkProps = { health: Health; look: "row" | "badge" };

const icons: Record<Health["look"], IconName> = { good: "verified", bad: "rejected", warn: "warn", off: "unchecked" };

/** How an endpoint does: a shape and a word. */
export function HealthMark({ health, look }: HealthMarkProps) {
  return (
    <span className={classes(styles.health, styles[look], styles[health.look])} title={health.detail ?? undefined}>
      <Icon name={icons[health.look]} size={look === "row" ? 16 : 14} />
      {health.word}
    </span>
  );
}
