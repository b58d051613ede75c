// The time of a check as people write it: a date, or seconds since 1970. Pure.
import type { Timestamp } from "../../../core/generated/Timestamp";

/** What is wrong with a clock; `null` when nothing is. */
export function clockProblem(text: string): string | null {
  const fine = text.trim() === "" || millisecondsOf(text.trim()) !== null;
  return fine ? null : "Seconds since 1970, such as 1769860800, or 2026-01-31T12:00:00Z.";
}

/** The time that a text means; `null` is now. */
export function timestampOf(text: string): Timestamp | null {
  const at = text.trim() === "" ? null : millisecondsOf(text.trim());
  return at === null ? null : new Date(at).toISOString();
}

function millisecondsOf(text: string): number | null {
  // Thirteen digits are milliseconds, as JavaScript counts them.
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
