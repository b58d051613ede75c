import styles from "./ChangeMark.module.css";
import { classes } from "./classes";
import { Icon } from "./Icon";

export type ChangeMarkProps = { change: "fixed" | "regressed" | "same" };

const words = { fixed: "Fixed", regressed: "Regressed", same: "Same" } as const;

/** How an answer compares with the one before. */
export function ChangeMark({ change }: ChangeMarkProps) {
  return (
    <span className={classes(styles.change, styles[change])}>
      <Icon name={change} size={14} />
      {words[change]}
    </span>
  );
}
