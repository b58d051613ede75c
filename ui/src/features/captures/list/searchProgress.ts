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
  /** Milliseconds that it took. */
  took: number;
};

/** Nothing was looked through yet. */
export const start: Progress = { rows: [], next: null, ended: false, scanned: 0, left: 0, took: 0 };

/** Less than this tells nothing about how fast it goes. */
const ENOUGH_MS = 400;

/** The progress after one more slice, which took so many milliseconds. */
export function taken(before: Progress, slice: FoundCaptures, took: number): Progress {
  return {
    rows: [...before.rows, ...slice.rows],
    next: slice.next,
    ended: slice.next === null,
    scanned: before.scanned + slice.scanned,
    left: slice.left,
    took: before.took + took,
  };
}

/** Captures looked through in a second; `null` while it is too early to tell. */
export function rateOf({ scanned, took }: Progress): number | null {
  return took < ENOUGH_MS ? null : Math.round((scanned * 1000) / took);
}
