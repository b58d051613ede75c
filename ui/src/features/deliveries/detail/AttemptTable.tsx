import { type KeyboardEvent, useEffect, useRef } from "react";
import { VirtualList, type VirtualListHandle } from "../../../components/VirtualList";
import type { DeliveryAttempt } from "../../../core/generated/DeliveryAttempt";
import { AttemptCells, attemptColumns, PlannedCells } from "./AttemptCells";
import styles from "./AttemptTable.module.css";
import type { Timeline } from "./timeline";

const ROW = 28;
const HEAD = 26;
const MOST_ROWS = 8;

export type AttemptTableProps = {
  /** Oldest first. */
  attempts: DeliveryAttempt[];
  timeline: Timeline;
  /** The clock in milliseconds. */
  now: number;
  selected: number;
  onSelect: (index: number) => void;
};

/** Attempts made, then those planned, in the order of time. */
export function AttemptTable({ attempts, timeline, now, selected, onSelect }: AttemptTableProps) {
  const list = useRef<VirtualListHandle>(null);
  const { made, planned } = timeline;
  // The last attempt is looked at first: of many it stands below what fits.
  useEffect(() => list.current?.reveal(selected), [selected]);
  const count = attempts.length + planned.length;
  const select = (index: number) => attempts[index] && onSelect(index);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    select(Math.max(0, Math.min(attempts.length - 1, selected + step)));
  };
  const renderRow = (index: number) => {
    const [attempt, place] = [attempts[index], made[index]];
    if (attempt && place) return <AttemptCells attempt={attempt} place={place} />;
    const next = planned[index - attempts.length];
    return next && <PlannedCells planned={next} now={now} />;
  };
  return (
    <div className={styles.box} style={{ height: HEAD + ROW * Math.min(MOST_ROWS, Math.max(1, count)) }}>
      <VirtualList
        id="attempts"
        label="Attempts"
        ref={list}
        className={styles.table}
        count={count}
        columnCount={attemptColumns.length}
        rowHeight={ROW}
        cursor={attempts.length === 0 ? null : selected}
        head={attemptColumns.map(({ name, look }) => (
          <span key={name} role="columnheader" className={look && styles[look]}>
            {name}
          </span>
        ))}
        renderRow={renderRow}
        onRowClick={select}
        onKeyDown={move}
      />
    </div>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, Home: -1000, End: 1000 };
