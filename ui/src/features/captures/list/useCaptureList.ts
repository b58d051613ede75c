// The list of captures as one thing: rows, cursor, marks, keys.
import { type RefObject, useCallback, useRef, useState } from "react";
import { type Cursor, useListCursor } from "../../../components/useListCursor";
import { type Marks, useMarks } from "../../../components/useMarks";
import type { VirtualListHandle } from "../../../components/VirtualList";
import type { Capture } from "../../../core/generated/Capture";
import type { Range } from "../../../core/listPages";
import { usePrefetch } from "../../../core/queries";
import { type CaptureRows, useCaptureRows } from "./useCaptureRows";
import { useListKeys } from "./useListKeys";
import { useRowActions } from "./useRowActions";

/** What the page decides for the list. */
export type ListInPage = {
  filter: string;
  /** The open capture. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** Enter on the open capture: on to its detail. */
  onEnter: () => void;
};

/** All that the list's parts need. */
export type CaptureListState = {
  list: RefObject<VirtualListHandle | null>;
  rows: CaptureRows;
  cursor: Cursor;
  marks: Marks;
  onRange: (first: number, last: number) => void;
  onScroll: (atTop: boolean) => void;
  /** To the top, with everything that arrived. */
  toNewest: () => void;
  /** Replays all that match the filter. */
  replayAll: () => void;
};

/** Everything about the list but how it looks. Another filter is another list: the component is keyed by it. */
export function useCaptureList({ filter, open, onOpen, onEnter }: ListInPage): CaptureListState {
  const list = useRef<VirtualListHandle>(null);
  const [range, setRange] = useState<Range>({ first: 0, last: 0 });
  const [atTop, setAtTop] = useState(true);
  const prefetch = usePrefetch();
  const rows = useCaptureRows({ filter, range, capture: open, follows: atTop && open === undefined });
  const cursor = useListCursor({ rows, list, open, start: startOf(range), onOpen, prefetch: (id) => prefetch("captures.detail", { id }) });
  const marks = useMarks();
  // The cursor may be ahead of the open capture: what the eye rests on is what keys mean, and it may still be read.
  const current = cursor.index === null ? open : rows.rowAt(cursor.index)?.id;
  const ids = marks.all.size > 0 ? [...marks.all] : current === undefined ? [] : [current];
  const unread = rows.count === null && rows.failure === null;
  const onRemove = () => {
    const next = neighbour(rows, cursor.index, new Set(ids));
    marks.clear();
    if (current !== undefined && ids.includes(current)) cursor.open(next?.id);
  };
  const actions = useRowActions({ rows, filter, ids, open: current, known: knownRows(rows, ids), onRemove });
  const toNewest = () => {
    if (rows.newer > 0) rows.catchUp();
    list.current?.toTop();
  };
  useListKeys({
    cursor,
    actions,
    chosen: ids.length,
    count: rows.count ?? 0,
    unread,
    waits: ids.length === 0 && (unread || cursor.index !== null),
    marked: marks.all.size,
    pageLength: () => list.current?.pageLength() ?? 1,
    toTop: () => (rows.newer > 0 ? toNewest() : cursor.moveTo(0)),
    toEnd: () => cursor.moveTo((rows.count ?? 1) - 1),
    enter: () => (open === undefined ? cursor.moveBy(0) : onEnter()),
    mark: () => markAndGoOn(rows, cursor, marks),
    clearMarks: marks.clear,
    stop: rows.search?.running ? rows.search.cancel : null,
  });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  return { list, rows, cursor, marks, onRange, onScroll: setAtTop, toNewest, replayAll: actions.replayAll };
}

/** The first row at the top, else one in the middle: the range reaches beyond the edges. */
function startOf({ first, last }: Range): number {
  return first === 0 ? 0 : Math.floor((first + last) / 2);
}

function knownRows(rows: CaptureRows, ids: string[]): Capture[] {
  return ids.flatMap((id) => {
    const at = rows.indexOf(id);
    return (at === null ? undefined : rows.rowAt(at)) ?? [];
  });
}

/** The row to go on with when others leave: the next that stays, else the one before. */
function neighbour(rows: CaptureRows, from: number | null, gone: ReadonlySet<string>): Capture | undefined {
  if (from === null) return undefined;
  const stays = (index: number) => {
    const row = rows.rowAt(index);
    return row !== undefined && !gone.has(row.id);
  };
  let next = from + 1;
  while (rows.rowAt(next) && !stays(next)) next += 1;
  if (stays(next)) return rows.rowAt(next);
  let before = from - 1;
  while (rows.rowAt(before) && !stays(before)) before -= 1;
  return rows.rowAt(before);
}

function markAndGoOn(rows: CaptureRows, cursor: Cursor, marks: Marks): void {
  const row = cursor.index === null ? undefined : rows.rowAt(cursor.index);
  if (row) marks.toggle(row.id);
  cursor.moveBy(1);
}
