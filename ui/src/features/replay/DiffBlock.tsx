import { formatPlural } from "../../components/format";
import type { DiffLine } from "./bodyDiff";
import styles from "./DiffBlock.module.css";

export type DiffBlockProps = { lines: DiffLine[]; label: string };

const signs = { same: " ", added: "+", removed: "-" } as const;

/** Lines that were left out and lines that came, in their place. */
export function DiffBlock({ lines, label }: DiffBlockProps) {
  return (
    <div className={`data selectable ${styles.block}`} role="group" aria-label={label} tabIndex={0}>
      {lines.map((line, at) =>
        line.kind === "skipped" ? (
          <div key={at} className={styles.skipped}>{formatPlural(line.count, "equal line")}</div>
        ) : (
          <div key={at} className={styles[line.kind]}>
            <span className={styles.sign}>{signs[line.kind]}</span>
            {line.text}
          </div>
        ),
      )}
    </div>
  );
}
