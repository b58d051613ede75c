import { type MouseEvent, useId } from "react";
import { rowsBetween } from "../../../components/useMarks";
import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import { useEndpoints } from "../useEndpoints";
import { DeliveryHead } from "./DeliveryHead";
import styles from "./DeliveryList.module.css";
import { DeliveryRow } from "./DeliveryRow";
import type { DeliveryListState } from "./useDeliveryList";

export type DeliveryTableProps = {
  /** What is listed, read aloud. */
  label: string;
  state: DeliveryListState;
  onEnter: () => void;
};

/** The rows themselves. */
export function DeliveryTable({ label, state, onEnter }: DeliveryTableProps) {
  const { list, rows, cursor, marks, onRange, onScroll } = state;
  const id = useId();
  const now = useNow();
  const { byId } = useEndpoints();
  const idAt = (index: number) => rows.rowAt(index)?.id;
  const onRowClick = (index: number, event: MouseEvent) => {
    const clicked = idAt(index);
    if (clicked === undefined) return;
    if (event.ctrlKey || event.metaKey) marks.toggle(clicked);
    else if (event.shiftKey) marks.add(rowsBetween(cursor.index ?? index, index).flatMap((each) => idAt(each) ?? []));
    else cursor.open(clicked);
  };
  const renderRow = (index: number) => {
    const delivery = rows.rowAt(index);
    if (!delivery) return <span role="gridcell" className={styles.waiting} />;
    const endpoint = byId.get(delivery.endpoint)?.endpoint;
    return (
      <DeliveryRow
        delivery={delivery}
        speed={endpoint?.manner.speed ?? 1}
        enabled={endpoint?.enabled ?? true}
        now={now}
        marked={marks.all.has(delivery.id)}
      />
    );
  };
  return (
    <VirtualList
      ref={list}
      id={id}
      label={label}
      count={rows.count ?? 0}
      columnCount={8}
      className={styles.list}
      cursor={cursor.index}
      isSelected={(index) => (marks.all.size > 0 ? marks.all.has(idAt(index) ?? "") : index === cursor.index)}
      head={<DeliveryHead />}
      onRange={onRange}
      onScroll={onScroll}
      onRowClick={onRowClick}
      onRowDoubleClick={onEnter}
      renderRow={renderRow}
    />
  );
}
