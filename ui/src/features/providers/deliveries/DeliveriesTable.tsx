import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import styles from "./DeliveriesTable.module.css";
import { deliveryColumns, DeliveryCells } from "./DeliveryCells";
import { GroupLine } from "./GroupLine";
import type { Line } from "./lines";
import type { ProfileDeeds } from "./profileDeeds";
import type { DeliveriesState } from "./useDeliveries";

export type DeliveriesTableProps = { state: DeliveriesState; deeds: ProfileDeeds; onEnter: () => void };

/** What providers sent, under the profile that it was read through. */
export function DeliveriesTable({ state, deeds, onEnter }: DeliveriesTableProps) {
  const { lines, rows, marks } = state;
  const now = useNow();
  return (
    <VirtualList
      ref={rows.list}
      id="provider-deliveries"
      label="Deliveries of providers"
      count={lines.length}
      columnCount={deliveryColumns.length}
      cursor={rows.cursor}
      isSelected={(index) => isChosen(lines[index], index === rows.cursor, marks.all)}
      className={styles.list}
      head={deliveryColumns.map(({ name, look }) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => lines[index] && <LineCells line={lines[index]} marked={isMarked(lines[index], marks.all)} state={state} now={now} deeds={deeds} />}
      onRowClick={(index) => lines[index]?.kind === "delivery" && rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

function isMarked(line: Line, marked: ReadonlySet<string>): boolean {
  return line.kind === "delivery" && marked.has(line.key);
}

function isChosen(line: Line | undefined, underCursor: boolean, marked: ReadonlySet<string>): boolean {
  return underCursor || (line !== undefined && isMarked(line, marked));
}

type LineCellsProps = { line: Line; marked: boolean; state: DeliveriesState; now: number; deeds: ProfileDeeds };

function LineCells({ line, marked, state: { arrivals, imported, readOlder }, now, deeds }: LineCellsProps) {
  switch (line.kind) {
    case "group":
      return <GroupLine group={line.group} now={now} onOlder={() => readOlder(line.group)} deeds={deeds} />;
    case "delivery":
      return <DeliveryCells delivery={line.delivery} marked={marked} arrival={arrivals.get(line.arrival)} imported={imported.get(line.key)} />;
    case "waiting":
      return <span role="gridcell" className={styles.waiting} />;
    case "none":
      return (
        <span role="gridcell" className={styles.whole}>
          <span className="muted">{line.words}</span>
        </span>
      );
  }
}
