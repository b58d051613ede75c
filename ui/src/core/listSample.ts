// Rows with nothing but a number, for tests of lists.
import type { Outline } from "./listPages";

/** The outline of rows `total` down to 1. */
export function outlineOf(total: number, pageSize: number): Outline {
  const pages = Math.ceil(total / pageSize);
  return { total, page_size: pageSize, starts: Array.from({ length: pages }, (_, page) => `row_${total - page * pageSize}`) };
}

/** Rows `newest` down, `count` of them at most. */
export function rowsOf(newest: number, count: number): { id: string }[] {
  return Array.from({ length: Math.min(newest, count) }, (_, step) => ({ id: `row_${newest - step}` }));
}
