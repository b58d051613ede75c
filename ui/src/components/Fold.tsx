import type { ReactNode } from "react";
import styles from "./Fold.module.css";
import { Icon } from "./Icon";

export type FoldProps = {
  /** What is inside: `More`. */
  title: string;
  /** Stands behind the title: what is set inside, so that one need not look. */
  aside?: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
};

/** Something that most do not need, behind its name. What is inside exists only while it is open. */
export function Fold({ title, aside, open, onOpen, children }: FoldProps) {
  return (
    <section className={styles.fold}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => onOpen(!open)}>
        <Icon name={open ? "down" : "right"} size={14} />
        <span className={styles.title}>{title}</span>
        {aside && <span className={styles.aside}>{aside}</span>}
      </button>
      {open && <div className={styles.body}>{children}</div>}
    </section>
  );
}
