import { type MouseEvent, useId } from "react";
import { rowsBetween } from "../../../components/useMarks";
import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import { CaptureHead } from "./CaptureHead";
import styles from "./CaptureList.module.css";
import { CaptureRow } from "./CaptureRow";
import type { CaptureListState } from "./useCaptureList";

export type CaptureTableProps = {
  state: CaptureListState;
  onEnter: () => void;
};

/** The rows themselves. */
export function CaptureTable({ state, onEnter }: CaptureTableProps) {
  const { list, rows, cursor, marks, onRange, onScroll } = state;
  const id = useId();
  const now = useNow();
  const idAt = (index: number) => rows.rowAt(index)?.id;
  const onRowClick = (index: number, event: MouseEvent) => {
    const clicked = idAt(index);
    if (clicked === undefined) return;
    if (event.ctrlKey || event.metaKey) marks.toggle(clicked);
    else if (event.shiftKey) marks.add(rowsBetween(cursor.index ?? index, index).flatMap((each) => idAt(each) ?? []));
    else cursor.open(clicked);
  };
  const renderRow = (index: number) => {
    const capture = rows.rowAt(index);
    if (!capture) return <span role="gridcell" className={styles.waiting} />;
    return <CaptureRow capture={capture} now={now} marked={marks.all.has(capture.id)} />;
  };
  return (
    <VirtualList
      ref={list}
      id={id}
      label="Captures"
      count={rows.count ?? 0}
      columnCount={7}
      className={styles.list}
      cursor={cursor.index}
      isSelected={(index) => (marks.all.size > 0 ? marks.all.has(idAt(index) ?? "") : index === cursor.index)}
      head={<CaptureHead />}
      onRange={onRange}
      onScroll={onScroll}
      onRowClick={onRowClick}
      onRowDoubleClick={onEnter}
      renderRow={renderRow}
    />
  );
}
