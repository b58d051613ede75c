import styles from "./Progress.module.css";

export type ProgressProps = {
  /** What is counted: `Sent`. */
  label: string;
  done: number;
  total: number;
};

/** How far something long has come. */
export function Progress({ label, done, total }: ProgressProps) {
  return <progress className={styles.progress} value={done} max={Math.max(1, total)} aria-label={label} />;
}
