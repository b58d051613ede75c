import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";
import { Icon } from "./Icon";

export type DisclosureProps = {
  name: string;
  /** What it holds, while it is closed and when it is open. */
  summary: ReactNode;
  /** Open at first: there is something in it, or something is wrong. */
  open: boolean;
  children: ReactNode;
};

/** A part of a form that most people leave as it is. */
export function Disclosure({ name, summary, open, children }: DisclosureProps) {
  return (
    <details className={styles.disclosure} open={open}>
      <summary className={styles.head}>
        <Icon name="right" size={14} className={styles.sign} />
        <span className={styles.name}>{name}</span>
        <span className={styles.summary}>{summary}</span>
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
