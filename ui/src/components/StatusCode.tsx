import { memo } from "react";
import { classes } from "./classes";
import styles from "./StatusCode.module.css";

export type StatusCodeProps = {
  /** `null`: there are no digits, the word stands. */
  status: number | null;
  /** Why there are no digits: `refused`, `no answer`. */
  word?: string | undefined;
};

/** An HTTP status: only the digits are coloured, by class. */
export const StatusCode = memo(function StatusCode({ status, word = "no answer" }: StatusCodeProps) {
  if (status === null) return <span className={classes(styles.code, styles.none)}>{word}</span>;
  return <span className={classes(styles.code, styles[`class${Math.floor(status / 100)}`])}>{status}</span>;
});
