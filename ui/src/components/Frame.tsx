import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Frame.module.css";

export type FrameProps = {
  /** A line at the top: name, facts, buttons. */
  head?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
};

/** A frame around something that could be lifted out and copied. */
export function Frame({ head, children, className }: FrameProps) {
  return (
    <div className={classes(styles.frame, className)}>
      {head && <div className={styles.head}>{head}</div>}
      {children}
    </div>
  );
}
