// How far a search is. Pure.
import type { Capture } from "../../../core/generated/Capture";
import type { FoundCaptures } from "../../../core/generated/FoundCaptures";

/** What was found so far, and how much was looked through. */
export type Progress = {
  rows: Capture[];
  /** Where to go on; `null` at the start and at the end. */
  next: string | null;
  /** Everything was looked through. */
  ended: boolean;
  scanned: number;
  /** About how many are left to look through. */
  left: number;
};

/** Nothing was looked through yet. */
export const start: Progress = { rows: [], next: null, ended: false, scanned: 0, left: 0 };

/** The progress after one more slice. */
export function taken(before: Progress, slice: FoundCaptures): Progress {
  return {
    rows: [...before.rows, ...slice.rows],
    next: slice.next,
    ended: slice.next === null,
    scanned: before.scanned + slice.scanned,
    left: slice.left,
  };
}
