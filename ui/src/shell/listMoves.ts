// The keys that move the cursor of a list: the same for every list that has the page's keys.
import type { Action } from "./action";

/** A list whose cursor keys move. */
export type MovableList = {
  /** Where it works, as actions say it. */
  scope: string;
  /** What stands before the dot of ids: `captures`. */
  id: string;
  /** What one row is called: `capture`. */
  row: string;
  /** What the rows at both ends are called; `First` and `Last` unless a list says otherwise. */
  ends?: [first: string, last: string];
  moveBy: (rows: number) => void;
  /** Rows that fit on screen. */
  pageLength: () => number;
  toFirst: () => void;
  toLast: () => void;
  /** There is something to move over; so it is unless a list says otherwise. */
  enabled?: boolean;
  /** The rows are still being read. */
  waits?: boolean;
};

/** By a row, by a page, and to both ends. */
export function listMoves({ scope, id, row, ends = ["First", "Last"], moveBy, pageLength, toFirst, toLast, enabled = true, waits = false }: MovableList): Action[] {
  const move = (what: string, name: string, keys: string[], run: () => void): Action => ({ id: `${id}.${what}`, name, keys, scope, keyOnly: true, run, enabled, waits });
  return [
    move("next", `Next ${row}`, ["j", "ArrowDown"], () => moveBy(1)),
    move("previous", `Previous ${row}`, ["k", "ArrowUp"], () => moveBy(-1)),
    move("pageDown", "Page down", ["PageDown"], () => moveBy(pageLength())),
    move("pageUp", "Page up", ["PageUp"], () => moveBy(-pageLength())),
    move("first", `${ends[0]} ${row}`, ["Home"], toFirst),
    move("last", `${ends[1]} ${row}`, ["End"], toLast),
  ];
}
