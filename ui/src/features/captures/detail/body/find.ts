// On which lines of a body a text occurs. Pure.
import { patternOf } from "../../../../components/marked";
import { type JsonLayout, lineAt } from "./jsonLayout";
import type { TextLine } from "./textLines";

/** More hits than this are not gone through one by one. */
const MOST_HITS = 100_000;

/** Lines of laid out JSON that hold the text. */
export function hitsInLayout(layout: JsonLayout, wanted: string): number[] {
  if (wanted === "") return [];
  const hits: number[] = [];
  for (const match of layout.text.matchAll(patternOf(wanted))) {
    const line = lineAt(layout, match.index);
    if (hits.at(-1) !== line) hits.push(line);
    if (hits.length === MOST_HITS) break;
  }
  return hits;
}

/** Lines of a text that hold the text. */
export function hitsInLines(lines: TextLine[], wanted: string): number[] {
  if (wanted === "") return [];
  const pattern = new RegExp(patternOf(wanted), "i");
  const hits: number[] = [];
  for (let line = 0; line < lines.length && hits.length < MOST_HITS; line += 1) if (pattern.test(lines[line]?.text ?? "")) hits.push(line);
  return hits;
}
