import type { ReactNode } from "react";
import styles from "./CodeBlock.module.css";
import { classes } from "./classes";
import { CopyButton } from "./CopyButton";

export type CodeBlockProps = {
  /** What is copied, and shown unless there are children. */
  text: string;
  /** The same text with marks and colours. */
  children?: ReactNode;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  /** Inside a `Frame`: no frame of its own. */
  bare?: boolean;
  copyable?: boolean;
};

/** Code or data to read and copy. */
export function CodeBlock({ text, children, wrap = false, bare = false, copyable = true }: CodeBlockProps) {
  return (
    <div className={classes(styles.block, !bare && styles.framed)}>
      <pre className={classes(styles.code, wrap && styles.wrap, "selectable")} tabIndex={0}>
        {children ?? text}
      </pre>
      {copyable && (
        <span className={styles.copy}>
          <CopyButton text={text} />
        </span>
      )}
    </div>
  );
}
