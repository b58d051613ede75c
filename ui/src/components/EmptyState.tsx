import type { ReactNode } from "react";
import styles from "./State.module.css";

export type EmptyStateProps = {
  /** What would be here: `No capture matches`. */
  title: string;
  children?: ReactNode;
  /** The one step that brings it. */
  action?: ReactNode;
};

/** Says what would be here and the step that brings it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
