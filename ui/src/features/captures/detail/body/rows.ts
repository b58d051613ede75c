// Which rows a folding view shows: the lines that are seen, and what was opened below them. Pure.
import { insideOf } from "./inside";
import { type JsonLayout, layOut, lineText, partsOf, unfolded } from "./jsonLayout";
import { textOf } from "./jsonPath";
import { textLines } from "./textLines";

/** A line of the body by its index, or a line of what was opened below one. */
export type Row = number | { below: number; /** Of the line above. */ depth: number; indent: number; text: string };

/** The rows on show. */
export function rowsOf(layout: JsonLayout, folded: ReadonlySet<number>, opened: ReadonlySet<number>): Row[] {
  const seen = unfolded(layout, folded);
  return opened.size === 0 ? seen : seen.flatMap((line): Row[] => (opened.has(line) ? [line, ...openedBelow(layout, line)] : [line]));
}

/** The row that shows a line, or the folded one it is in. */
export function rowWith(rows: Row[], line: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineOf(rows[middle]) <= line) low = middle + 1;
    else high = middle;
  }
  // What was opened below a line counts as that line: step back to the line itself.
  let at = Math.max(0, low - 1);
  while (typeof rows[at] === "object") at -= 1;
  return at;
}

/** The line of the body that a row belongs to. */
export function lineOf(row: Row | undefined): number {
  return typeof row === "object" ? row.below : (row ?? 0);
}

/** The string that a line holds, when it holds one. */
export function stringOf(layout: JsonLayout, line: number): string | null {
  const value = partsOf(layout, line).find((part) => part.kind === "string");
  return value === undefined ? null : textOf(value.text);
}

function openedBelow(layout: JsonLayout, line: number): Row[] {
  const inside = insideOf(stringOf(layout, line) ?? "");
  if (inside === null) return [];
  const within = layOut(inside.text);
  const depth = layout.depth[line] ?? 0;
  if (within === null) return textLines(inside.text).map(({ text }) => ({ below: line, depth, indent: 0, text }));
  return within.from.map((_, at) => ({ below: line, depth, indent: within.depth[at] ?? 0, text: lineText(within, at) }));
}
