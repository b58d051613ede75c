// A short list that is all here: its cursor, which is the open row of the address.
import { useRef } from "react";
import type { VirtualListHandle } from "../../components/VirtualList";
import { listMoves, type MovableList } from "../../shell/listMoves";

/** What a cursor needs to know of its rows. */
export type RowsOf = {
  /** Ids in the order of the list; `null` for a line that cannot be opened. */
  ids: (string | null)[];
  /** The open row. */
  open: string | undefined;
  /** Rows may still come. */
  reading?: boolean;
  onOpen: (id: string) => void;
};

/** The cursor of a list, and how to move it. */
export function useRows({ ids, open, reading = false, onOpen }: RowsOf) {
  const list = useRef<VirtualListHandle>(null);
  const at = open === undefined ? -1 : ids.indexOf(open);
  const moveTo = (wanted: number, step = 1) => {
    const index = openable(ids, wanted, step);
    const id = index === null ? null : (ids[index] ?? null);
    if (index === null || id === null) return;
    onOpen(id);
    list.current?.reveal(index);
    list.current?.focus();
  };
  const moveBy = (rows: number) => moveTo(at < 0 ? 0 : at + rows, Math.sign(rows));
  const moves = (of: Pick<MovableList, "scope" | "id" | "row">) =>
    listMoves({
      ...of,
      moveBy,
      pageLength: () => list.current?.pageLength() ?? 1,
      toFirst: () => moveTo(0),
      toLast: () => moveTo(ids.length - 1, -1),
      enabled: ids.some((id) => id !== null),
      waits: reading && ids.every((id) => id === null),
    });
  return { list, cursor: at < 0 ? null : at, moveTo, moves };
}

/** The cursor as lists see it. */
export type Rows = ReturnType<typeof useRows>;

/** The nearest row from `wanted` on that can be opened, looking on in the direction of `step` and then back. */
export function openable(ids: (string | null)[], wanted: number, step: number): number | null {
  const start = Math.max(0, Math.min(ids.length - 1, wanted));
  const way = step < 0 ? -1 : 1;
  for (const direction of [way, -way]) {
    for (let index = start; index >= 0 && index < ids.length; index += direction) {
      if (ids[index] !== null && ids[index] !== undefined) return index;
    }
  }
  return null;
}
