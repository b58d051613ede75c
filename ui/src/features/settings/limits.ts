// Numbers as they are typed into settings, and what cannot be.

const MEGABYTE = 1024 * 1024;
/** A body is held in memory while it is checked. */
const MOST_MEGABYTES = 1024;

/** A typed number, or why it cannot be. */
export type Typed = { value: number; problem: null } | { value: null; problem: string };

/** A port of 1 to 65535. */
export function parsePort(text: string): Typed {
  const port = Number(text.trim());
  const fits = /^\s*\d{1,5}\s*$/.test(text) && port >= 1 && port <= 65535;
  return fits ? { value: port, problem: null } : { value: null, problem: "A port is a number from 1 to 65535." };
}

/** Megabytes as bytes. */
export function parseBodyLimit(text: string): Typed {
  const megabytes = Number(text.trim());
  const fits = /^\s*\d+(\.\d+)?\s*$/.test(text) && megabytes > 0 && megabytes <= MOST_MEGABYTES;
  return fits ? { value: Math.round(megabytes * MEGABYTE), problem: null } : { value: null, problem: `A number of megabytes, at most ${MOST_MEGABYTES}.` };
}

/** Bytes as megabytes, without needless digits. */
export function megabytesText(bytes: number): string {
  return String(Number((bytes / MEGABYTE).toFixed(3)));
}

/** A hundred years. */
const LONGEST_KEPT_DAYS = 36_500;

/** Days that something is kept; nothing typed is 0, which means for ever. */
export function parseKeptDays(text: string): Typed {
  if (text.trim() === "") return { value: 0, problem: null };
  const days = Number(text.trim());
  const fits = /^\s*\d+\s*$/.test(text) && days >= 1 && days <= LONGEST_KEPT_DAYS;
  return fits ? { value: days, problem: null } : { value: null, problem: `A number of days, at most ${LONGEST_KEPT_DAYS}, or nothing.` };
}
