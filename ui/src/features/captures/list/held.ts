// What of a growing list is shown: the newest, or what is being read.
//
// Pure: the hook beside it brings answers and asks what to hold on to.
import type { Capture } from "../../../core/generated/Capture";
import type { CaptureOutline } from "../../../core/generated/CaptureOutline";

/** The shape that the list has on screen, and its first rows. */
export type Held = {
  outline: CaptureOutline;
  /** Rows from the first start on: shown until the page itself is here. */
  head: Capture[];
};

/** What is known of the newest captures. */
export type Newest = {
  outline: CaptureOutline | undefined;
  /** The newest rows, without regard to the outline. */
  head: Capture[] | undefined;
  /** New rows may come in where they belong: nothing is being read. */
  follows: boolean;
};

/**
 * The shape to show next; the same object when nothing changes.
 *
 * A new shape is only taken together with its first rows, so that rows and
 * count never disagree and nothing blinks.
 */
export function nextHeld(held: Held | null, { outline, head, follows }: Newest): Held | null {
  if (outline === undefined || (held !== null && !follows)) return held;
  const start = outline.starts[0];
  if (start === undefined) return held?.outline === outline ? held : { outline, head: [] };
  const at = head?.findIndex((row) => row.id === start) ?? -1;
  if (head === undefined || at < 0) return held;
  const rows = at === 0 ? head : head.slice(at);
  if (held?.outline === outline && sameRows(held.head, rows)) return held;
  return { outline, head: rows };
}

/** Whether captures are gone from what is shown, so that holding on to it would show holes. */
export function hasShrunk(held: Held | null, newest: CaptureOutline | undefined): boolean {
  return held !== null && newest !== undefined && newest.total < held.outline.total;
}

function sameRows(before: Capture[], after: Capture[]): boolean {
  return before.length === after.length && before.every((row, index) => row === after[index]);
}
