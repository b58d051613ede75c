import { type KeyboardEvent, useRef, useState } from "react";
import { useNow } from "../../../components/useNow";
import { VirtualList, type VirtualListHandle } from "../../../components/VirtualList";
import type { RunListed } from "../../../core/generated/RunListed";
import { listMove } from "../listMove";
import { RunCells, runColumns } from "./RunCells";
import styles from "./RunList.module.css";

/** Older runs are asked for this many rows before the end. */
const AHEAD = 20;

export type RunListProps = {
  runs: RunListed[];
  onOpen: (run: string) => void;
  /** The end comes near. */
  onEnd: () => void;
};

/** Runs, one a line; Enter or a click opens it. */
export function RunList({ runs, onOpen, onEnd }: RunListProps) {
  const list = useRef<VirtualListHandle>(null);
  const [cursor, setCursor] = useState(0);
  const now = useNow(30_000);
  const open = (index: number) => runs[index] && onOpen(runs[index].run.id);
  const key = (event: KeyboardEvent) => {
    const next = listMove(event.key, { cursor, count: runs.length, page: list.current?.pageLength() ?? 1 });
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") open(cursor);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
    list.current?.reveal(next);
  };
  return (
    <VirtualList
      id="runs"
      label="Runs"
      ref={list}
      className={styles.list}
      count={runs.length}
      columnCount={runColumns.length}
      cursor={Math.min(cursor, runs.length - 1)}
      head={runColumns.map(({ name, look }) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => runs[index] && <RunCells listed={runs[index]} now={now} />}
      onRange={(_, last) => last >= runs.length - AHEAD && onEnd()}
      onRowClick={open}
      onKeyDown={key}
    />
  );
}
