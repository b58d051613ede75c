// Where a text occurs in a body, and how it is marked. Pure.
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

/** A text cut into what is looked for and what is around it. */
export function marked(text: string, wanted: string): { text: string; hit: boolean }[] {
  if (wanted === "") return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(patternOf(wanted))) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** Letters match whatever their case, as in the filter's text terms. */
function patternOf(wanted: string): RegExp {
  return new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
}
