import { type KeyboardEvent, useRef, useState } from "react";
import { VirtualList, type VirtualListHandle } from "../../components/VirtualList";
import type { Attempt } from "../../core/generated/Attempt";
import { listMove } from "./listMove";
import { ReplayCells, replayColumns } from "./ReplayCells";
import styles from "./ReplayList.module.css";

/** Older attempts are asked for this many rows before the end. */
const AHEAD = 40;

export type ReplayListProps = {
  attempts: Attempt[];
  onOpen: (attempt: Attempt) => void;
  /** The end comes near. */
  onEnd: () => void;
  /** The top is shown again. */
  onTop: () => void;
};

/** Attempts of all captures, one a line; Enter or a click opens its capture. */
export function ReplayList({ attempts, onOpen, onEnd, onTop }: ReplayListProps) {
  const list = useRef<VirtualListHandle>(null);
  const [cursor, setCursor] = useState(0);
  const open = (index: number) => attempts[index] && onOpen(attempts[index]);
  const key = (event: KeyboardEvent) => {
    const next = listMove(event.key, { cursor, count: attempts.length, page: list.current?.pageLength() ?? 1 });
    if (event.key === "Enter") open(cursor);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCursor(next);
    list.current?.reveal(next);
  };
  return (
    <VirtualList
      id="attempts-of-all"
      label="Attempts"
      ref={list}
      className={styles.list}
      count={attempts.length}
      columnCount={replayColumns.length}
      cursor={Math.min(cursor, attempts.length - 1)}
      head={replayColumns.map((name) => (
        <span key={name} role="columnheader" className={name === "Answer" || name === "Took" ? "num" : undefined}>
          {name}
        </span>
      ))}
      renderRow={(index) => attempts[index] && <ReplayCells attempt={attempts[index]} />}
      onRange={(_, last) => last > 0 && last >= attempts.length - AHEAD && list.current?.isAtTop() === false && onEnd()}
      onScroll={(atTop) => atTop && onTop()}
      onRowClick={open}
      onKeyDown={key}
    />
  );
}
