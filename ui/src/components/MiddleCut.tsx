import { classes } from "./classes";
import styles from "./MiddleCut.module.css";

/** Characters at the end that stay in sight. */
const END = 8;
/** As wide as so many characters: a shorter beginning needs no room for it. */
const ELLIPSIS = 2;

export type MiddleCutProps = {
  text: string;
  /** `name` is in the letters around it, `data` in those of digests and ids; else `data`. */
  look?: "data" | "name";
  className?: string | undefined;
};

/** A digest, an id or an address in one line, cut in the middle where there is no room; whole on hover, when marked and when copied. */
export function MiddleCut({ text, look = "data", className }: MiddleCutProps) {
  return (
    <span className={classes(styles.text, look === "data" && "data selectable", className)} title={text}>
      <span className={classes(styles.beginning, text.length > END + ELLIPSIS && styles.long)}>{text.slice(0, -END)}</span>
      <span className={styles.end}>{text.slice(-END)}</span>
    </span>
  );
}
