// Which row the keys act on. The open capture stands in the address; the cursor runs ahead of it.
import { type RefObject, useEffect, useRef, useState } from "react";
import type { VirtualListHandle } from "../../../components/VirtualList";
import { usePrefetch } from "../../../core/queries";
import type { CaptureRows } from "./useCaptureRows";

/** How long a cursor that runs rests before its capture is opened: a held key opens one, not fifty. */
const REST_MS = 60;

/** A key pressed after this is a step of its own, and its capture is opened at once. */
const STEP_MS = 150;

/** The cursor and how to move it. */
export type Cursor = {
  index: number | null;
  /** Moves to a row and opens it as soon as it rests there. */
  moveTo: (index: number) => void;
  moveBy: (rows: number) => void;
  /** Opens a capture at once, wherever the cursor was about to rest. */
  open: (id: string | undefined) => void;
};

export type CursorOf = {
  rows: CaptureRows;
  list: RefObject<VirtualListHandle | null>;
  /** The open capture. */
  open: string | undefined;
  /** A row on screen, where moving starts when nothing is open. */
  start: number;
  onOpen: (id: string | undefined) => void;
};

/** The cursor of a list. */
export function useCursor({ rows, list, open, start, onOpen }: CursorOf): Cursor {
  const [goal, setGoal] = useState<number | null>(null);
  const prefetch = usePrefetch();
  const moved = useRef(Number.NEGATIVE_INFINITY);
  const at = open === undefined ? null : rows.indexOf(open);
  const id = goal === null ? undefined : rows.rowAt(goal)?.id;
  useEffect(() => {
    if (goal === null || id === undefined) return;
    const runs = performance.now() - moved.current < STEP_MS;
    moved.current = performance.now();
    if (!runs) prefetch("captures.detail", { id });
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
