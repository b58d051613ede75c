import type { CSSProperties } from "react";
import { classes } from "./classes";
import { useLoading } from "./loading";
import styles from "./LoadingRows.module.css";
import table from "./Table.module.css";

export type LoadingRowsProps = {
  rows?: number;
  /** How many of the list's columns have a bar. */
  columns?: number;
  /** Sets `--columns`, so that bars stand where data will; else the first column is twice as wide as the others. */
  className?: string | undefined;
};

/** Nothing for 150 ms, then grey bars in the real columns. */
export function LoadingRows({ rows = 8, columns = 3, className }: LoadingRowsProps) {
  useLoading();
  return (
    <div className={classes(table.table, styles.loading, className)} style={className === undefined ? evenly(columns) : undefined} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={table.row}>
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} className={styles.bar} style={{ width: `${54 + ((row * 7 + column * 13) % 38)}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}

function evenly(columns: number): CSSProperties {
  return { "--columns": ["2fr", ...Array.from({ length: columns - 1 }, () => "1fr")].join(" ") } as CSSProperties;
}
