// The list of deliveries as one thing: rows, cursor, marks, keys.
import { type RefObject, useCallback, useRef, useState } from "react";
import { type Cursor, useListCursor } from "../../../components/useListCursor";
import { type Marks, useMarks } from "../../../components/useMarks";
import type { VirtualListHandle } from "../../../components/VirtualList";
import type { Delivery } from "../../../core/generated/Delivery";
import type { Range } from "../../../core/listPages";
import { useCommand, usePrefetch } from "../../../core/queries";
import type { Deed, DeedTarget } from "../deeds";
import type { Deeds } from "../useDeeds";
import { type DeliveryRows, useDeliveryRows } from "./useDeliveryRows";
import { useDeliveryKeys } from "./useDeliveryKeys";

/** What the page decides for the list. */
export type ListInPage = {
  filter: string;
  /** The open delivery. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** Enter on the open delivery: on to its detail. */
  onEnter: () => void;
  deeds: Deeds;
  /** What can be done with what is listed here. */
  offered: Deed[];
};

/** All that the list's parts need. */
export type DeliveryListState = {
  list: RefObject<VirtualListHandle | null>;
  rows: DeliveryRows;
  cursor: Cursor;
  marks: Marks;
  /** The marked deliveries, or the one under the cursor. */
  target: DeedTarget;
  onRange: (first: number, last: number) => void;
  onScroll: (atTop: boolean) => void;
  /** To the top, with everything that came. */
  toNewest: () => void;
};

/** Everything about the list but how it looks. Another filter is another list: the component is keyed by it. */
export function useDeliveryList({ filter, open, onOpen, onEnter, deeds, offered }: ListInPage): DeliveryListState {
  const list = useRef<VirtualListHandle>(null);
  const prefetch = usePrefetch();
  const [range, setRange] = useState<Range>({ first: 0, last: 0 });
  const [atTop, setAtTop] = useState(true);
  const rows = useDeliveryRows({ filter, range, open, follows: atTop && open === undefined });
  const start = range.first === 0 ? 0 : Math.floor((range.first + range.last) / 2);
  const cursor = useListCursor({ rows, list, open, start, onOpen, prefetch: (id) => prefetch("deliveries.detail", { id }) });
  const marks = useMarks();
  // The cursor may be ahead of the open delivery, on a row that is still being read.
  const current = cursor.index === null ? open : rows.rowAt(cursor.index)?.id;
  const ids = marks.all.size > 0 ? [...marks.all] : current === undefined ? [] : [current];
  const target = { chosen: { ids }, count: ids.length };
  // It is on screen beside the list, maybe before its row is: keys mean what is seen there.
  const opened = useCommand("deliveries.detail", { id: open ?? "" }, { enabled: open !== undefined });
  const unread = rows.count === null && rows.failure === null;
  const toNewest = () => {
    rows.catchUp();
    list.current?.toTop();
  };
  useDeliveryKeys({
    cursor,
    deeds,
    offered,
    target,
    unread,
    waits: ids.length === 0 && (unread || cursor.index !== null),
    states: statesOf(rows, ids, opened.data?.delivery),
    marked: marks.all.size,
    pageLength: () => list.current?.pageLength() ?? 1,
    toTop: () => (rows.newer > 0 ? toNewest() : cursor.moveTo(0)),
    toEnd: () => cursor.moveTo((rows.count ?? 1) - 1),
    enter: () => (open === undefined ? cursor.moveBy(0) : onEnter()),
    mark: () => markAndGoOn(rows, cursor, marks),
    clearMarks: marks.clear,
  });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  return { list, rows, cursor, marks, target, onRange, onScroll: setAtTop, toNewest };
}

/** The states of some deliveries, as far as their rows are known, or the open one is among them. */
function statesOf(rows: DeliveryRows, ids: string[], opened: Delivery | undefined): Delivery["state"][] {
  return ids.flatMap((id) => {
    const at = rows.indexOf(id);
    const row = at === null ? undefined : rows.rowAt(at);
    return row?.state ?? (opened?.id === id ? opened.state : []);
  });
}

function markAndGoOn(rows: DeliveryRows, cursor: Cursor, marks: Marks): void {
  const row = cursor.index === null ? undefined : rows.rowAt(cursor.index);
  if (row) marks.toggle(row.id);
  cursor.moveBy(1);
}
