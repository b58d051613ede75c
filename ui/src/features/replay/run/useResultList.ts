// The list of results as one thing: rows, cursor, and what is open beside them.
import { type RefObject, useEffect, useRef, useState } from "react";
import type { VirtualListHandle } from "../../../components/VirtualList";
import type { RunRow } from "../../../core/generated/RunRow";
import type { PaneView } from "./RowPane";
import { type RowsOf, type RunRows, useRunRows } from "./useRunRows";

/** Rows, the one under the cursor, and the pane beside them. */
export type ResultList = {
  list: RefObject<VirtualListHandle | null>;
  rows: RunRows;
  cursor: number | null;
  /** The row under the cursor. */
  current: RunRow | null;
  moveTo: (index: number) => void;
  moveBy: (steps: number) => void;
  /** What the pane shows of the current row; `null` while it is closed. */
  view: PaneView | null;
  /** Opens the pane, at a row or the current one. */
  open: (view: PaneView, index?: number) => void;
  close: () => void;
};

/** Where the cursor was put: on this row of the list that `scope` names. */
type Place = { scope: string; index: number; row: RunRow | null };

/** A cursor that stays with its exchange while a run that goes on moves rows about. */
export function useResultList(of: RowsOf, count: number): ResultList {
  const list = useRef<VirtualListHandle>(null);
  const rows = useRunRows(of);
  const scope = JSON.stringify(of);
  const [at, setAt] = useState<Place>({ scope, index: 0, row: null });
  // Under another filter it is another list, and the cursor starts at its top.
  const { index: place, row: kept } = at.scope === scope ? at : { index: 0, row: null };
  const [view, setView] = useState<PaneView | null>(null);
  const followed = kept === null ? null : rows.indexOf(kept.position);
  const cursor = count === 0 ? null : Math.min(count - 1, followed ?? place);
  const there = cursor === null ? undefined : rows.rowAt(cursor);
  const current = (kept !== null && there?.position !== kept.position ? kept : there) ?? null;
  const opened = useRef(false);
  const isOpen = view !== null;
  // The pane takes the list to another place in the page, where it would begin at its top and without the focus.
  useEffect(() => {
    if (!isOpen && !opened.current) return;
    opened.current = true;
    if (cursor !== null) list.current?.reveal(cursor);
    list.current?.focus();
    // Only opening and closing moves the list.
  }, [isOpen]);
  const moveTo = (wanted: number) => {
    const index = Math.max(0, Math.min(count - 1, wanted));
    setAt({ scope, index, row: rows.rowAt(index) ?? null });
    list.current?.reveal(index);
    list.current?.focus();
  };
  const open = (next: PaneView, index = cursor) => {
    if (index === null) return;
    moveTo(index);
    setView(next);
  };
  return { list, rows, cursor, current, moveTo, moveBy: (steps) => moveTo((cursor ?? 0) + steps), view, open, close: () => setView(null) };
}
