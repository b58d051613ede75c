import type { Ref } from "react";
import { classes } from "../../../components/classes";
import { VirtualList, type VirtualListHandle } from "../../../components/VirtualList";
import { ResultCells } from "./ResultCells";
import styles from "./ResultTable.module.css";
import type { RunRows } from "./useRunRows";
import { runWord } from "./words";

export type ResultTableProps = {
  rows: RunRows;
  count: number;
  cursor: number | null;
  /** Id of the run to compare with. */
  against: string | null;
  /** There are several targets. */
  targeted: boolean;
  onRowClick: (index: number) => void;
  onRowDoubleClick: (index: number) => void;
  ref: Ref<VirtualListHandle>;
};

/** One exchange a line. */
export function ResultTable({ rows, count, cursor, against, targeted, onRowClick, onRowDoubleClick, ref }: ResultTableProps) {
  const compared = against !== null;
  const heads = headsOf(against, targeted);
  return (
    <VirtualList
      id="results"
      label="Results"
      ref={ref}
      rowHeight={28}
      className={classes(styles.results, compared ? styles.compared : styles.alone, targeted && styles.targeted)}
      count={count}
      columnCount={heads.length}
      cursor={cursor}
      head={heads.map(([name, look], index) => (
        <span key={index} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => {
        const row = rows.rowAt(index);
        return row ? <ResultCells row={row} compared={compared} targeted={targeted} /> : <span role="gridcell" className={styles.waiting} />;
      }}
      onRange={rows.onRange}
      onRowClick={onRowClick}
      onRowDoubleClick={onRowDoubleClick}
    />
  );
}

function headsOf(against: string | null, targeted: boolean): [string, string | undefined][] {
  const heads: ([string, string | undefined] | false)[] = [
    against !== null && [`Against ${runWord(against)}`, undefined],
    ["Event", undefined],
    ["Object", styles.object],
    targeted && ["Target", undefined],
    against !== null && ["Then", "num"],
    against !== null && ["became", styles.became],
    [against === null ? "Answer" : "Now", undefined],
    ["Took", classes("num", styles.took)],
    against !== null && ["Change", classes("num", styles.longer)],
    ["Answer begins with", styles.begins],
  ];
  return heads.filter((head) => head !== false);
}
