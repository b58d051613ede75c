// Which row the keys act on. The open row stands in the address; the cursor runs ahead of it.
import { type RefObject, useEffect, useRef, useState } from "react";
import type { VirtualListHandle } from "./VirtualList";

/** How long a cursor that runs rests before its row is opened: a held key opens one, not fifty. */
const REST_MS = 60;

/** A key pressed after this is a step of its own, and its row is opened at once. */
const STEP_MS = 150;

/** The cursor and how to move it. */
export type Cursor = {
  index: number | null;
  /** Moves to a row and opens it as soon as it rests there. */
  moveTo: (index: number) => void;
  moveBy: (rows: number) => void;
  /** Opens a row at once, wherever the cursor was about to rest. */
  open: (id: string | undefined) => void;
};

/** What a cursor needs to know of a list. */
export type CursorRows = {
  /** `null` until it is known. */
  count: number | null;
  rowAt: (index: number) => { id: string } | undefined;
  indexOf: (id: string) => number | null;
};

export type CursorOf = {
  rows: CursorRows;
  list: RefObject<VirtualListHandle | null>;
  /** The open row. */
  open: string | undefined;
  /** A row on screen, where moving starts when nothing is open. */
  start: number;
  onOpen: (id: string | undefined) => void;
  /** Fetches what opening a row will show. */
  prefetch: (id: string) => void;
};

/** The cursor of a list. */
export function useListCursor({ rows, list, open, start, onOpen, prefetch }: CursorOf): Cursor {
  const [goal, setGoal] = useState<number | null>(null);
  const moved = useRef(Number.NEGATIVE_INFINITY);
  const at = open === undefined ? null : rows.indexOf(open);
  const id = goal === null ? undefined : rows.rowAt(goal)?.id;
  useEffect(() => {
    if (goal === null || id === undefined) return;
    const runs = performance.now() - moved.current < STEP_MS;
    moved.current = performance.now();
    if (!runs) prefetch(id);
    const timer = setTimeout(
      () => {
        setGoal(null);
        onOpen(id);
      },
      runs ? REST_MS : 0,
    );
    return () => clearTimeout(timer);
    // `onOpen` and `prefetch` are new with every render; only a new goal starts a new wait.
  }, [goal, id]);
  const shown = useRef(false);
  useEffect(() => {
    if (at === null || shown.current) return;
    shown.current = true;
    list.current?.reveal(at);
  }, [at, list]);
  const index = goal ?? at;
  const moveTo = (wanted: number) => {
    const last = (rows.count ?? 0) - 1;
    if (last < 0) return;
    const next = Math.min(last, Math.max(0, wanted));
    list.current?.reveal(next);
    list.current?.focus();
    setGoal(next);
  };
  const openNow = (wanted: string | undefined) => {
    setGoal(null);
    onOpen(wanted);
  };
  return { index, moveTo, moveBy: (steps) => moveTo(index === null ? start : index + steps), open: openNow };
}
