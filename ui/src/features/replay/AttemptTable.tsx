import { type KeyboardEvent, useRef } from "react";
import { VirtualList, type VirtualListHandle } from "../../components/VirtualList";
import type { Attempt } from "../../core/generated/Attempt";
import { AttemptCells } from "./AttemptCells";
import styles from "./AttemptTable.module.css";
import { changesOf } from "./compare";

const ROW = 28;
const HEAD = 26;
const MOST_ROWS = 7;

export type AttemptTableProps = {
  /** Newest first. */
  attempts: Attempt[];
  /** Number of the newest. */
  newest: number;
  selected: number;
  onSelect: (index: number) => void;
};

/** The attempts made with a capture, one a line. */
export function AttemptTable({ attempts, newest, selected, onSelect }: AttemptTableProps) {
  const list = useRef<VirtualListHandle>(null);
  const changes = changesOf(attempts);
  const move = (event: KeyboardEvent) => {
    const next = selected + (steps[event.key] ?? 0);
    if (steps[event.key] === undefined || attempts[next] === undefined) return;
    event.preventDefault();
    onSelect(next);
    list.current?.reveal(next);
  };
  return (
    <div className={styles.box} style={{ height: HEAD + ROW * Math.min(MOST_ROWS, attempts.length) }}>
      <VirtualList
        id="attempts"
        label="Attempts"
        ref={list}
        className={styles.table}
        count={attempts.length}
        columnCount={names.length}
        rowHeight={ROW}
        cursor={selected}
        head={names.map((name) => <span key={name} role="columnheader" className={numbers.has(name) ? "num" : undefined}>{name}</span>)}
        renderRow={(index) => attempts[index] && <AttemptCells attempt={attempts[index]} number={newest - index} change={changes[index] ?? "first"} />}
        onRowClick={onSelect}
        onKeyDown={move}
      />
    </div>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

const names = ["#", "At", "Sent as", "Target", "Answer", "Took", "Change"];
const numbers = new Set(["#", "Answer", "Took"]);
