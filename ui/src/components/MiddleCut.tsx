import { classes } from "./classes";
import styles from "./MiddleCut.module.css";

/** Characters at the end that stay in sight. */
const END = 8;

export type MiddleCutProps = { text: string; className?: string | undefined };

/** A digest or an id in one line, cut in the middle where there is no room; whole on hover, when marked and when copied. */
export function MiddleCut({ text, className }: MiddleCutProps) {
  return (
    <span className={classes(styles.text, "data selectable", className)} title={text}>
      <span className={styles.beginning}>{text.slice(0, -END)}</span>
      {text.slice(-END)}
    </span>
  );
}
