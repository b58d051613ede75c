// What of a growing list is shown: the newest, or what is being read.
//
// Pure: the hooks that use it bring answers and ask what to hold on to.
import type { Listed, Outline } from "./listPages";

/** The shape that the list has on screen, and its first rows. */
export type Held<R extends Listed, O extends Outline = Outline> = {
  outline: O;
  /** Rows from the first start on: shown until the page itself is here. */
  head: R[];
};

/** What is known of the newest rows. */
export type Newest<R extends Listed, O extends Outline = Outline> = {
  outline: O | undefined;
  /** The newest rows, without regard to the outline. */
  head: R[] | undefined;
  /** New rows may come in where they belong: nothing is being read. */
  follows: boolean;
};

/**
 * The shape to show next; the same object when nothing changes.
 *
 * A new shape is only taken together with its first rows, so that rows and
 * count never disagree and nothing blinks.
 */
export function nextHeld<R extends Listed, O extends Outline>(held: Held<R, O> | null, { outline, head, follows }: Newest<R, O>): Held<R, O> | null {
  if (outline === undefined || (held !== null && !follows)) return held;
  const start = outline.starts[0];
  if (start === undefined) return held?.outline === outline ? held : { outline, head: [] };
  const at = head?.findIndex((row) => row.id === start) ?? -1;
  if (head === undefined || at < 0) return held;
  const rows = at === 0 ? head : head.slice(at);
  if (held?.outline === outline && sameRows(held.head, rows)) return held;
  return { outline, head: rows };
}

/** Whether rows are gone from what is shown, so that holding on to it would show holes. */
export function hasShrunk(held: Held<Listed> | null, newest: Outline | undefined): boolean {
  return held !== null && newest !== undefined && newest.total < held.outline.total;
}

function sameRows(before: Listed[], after: Listed[]): boolean {
  return before.length === after.length && before.every((row, index) => row === after[index]);
}
