import type { ReactNode } from "react";
import styles from "./Bar.module.css";

export type BarProps = { title?: string; children?: ReactNode };

/** The head of a page. */
export function Bar({ title, children }: BarProps) {
  return (
    <header className={styles.bar}>
      {title && <h1 className={styles.title}>{title}</h1>}
      {children}
    </header>
  );
}
