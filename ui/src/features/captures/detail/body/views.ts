// Which views suit a body, and what they draw. Pure.
import type { BodyKind } from "../../../../core/generated/BodyKind";
import { hitsInLayout, hitsInLines } from "./find";
import { type JsonLayout, layOut } from "./jsonLayout";
import { type TextLine, textLines } from "./textLines";

/** A way to look at a body. */
export type View = "pretty" | "form" | "raw" | "hex";

/** A view and its name. */
export type NamedView = { value: View; name: string };

/** JSON beyond this is laid out up to here: the rest is in the raw view. */
export const LAID_OUT = 8 * 1024 * 1024;

/** The views of a body, the best one first. */
export function viewsOf(kind: BodyKind): NamedView[] {
  const raw: NamedView = { value: "raw", name: "Raw" };
  const hex: NamedView = { value: "hex", name: "Hex" };
  if (kind === "json") return [{ value: "pretty", name: "Pretty" }, raw, hex];
  if (kind === "form") return [{ value: "form", name: "Fields" }, raw, hex];
  return kind === "binary" ? [hex, raw] : [raw, hex];
}

/** What a view draws: laid out JSON, or lines of text, or neither. */
export type Content = { json: JsonLayout | null; lines: TextLine[] };

/** Lays a text out for a view; what does not read as JSON stays as it came. */
export function contentOf(view: View, text: string, cut: "whole" | "cut"): Content {
  const part = text.length > LAID_OUT ? text.slice(0, LAID_OUT) : text;
  const json = view === "pretty" ? layOut(part, part === text ? cut : "cut") : null;
  const raw = view === "raw" || (view === "pretty" && json === null);
  return { json, lines: raw ? textLines(text) : [] };
}

/** The lines of a view that hold a text. */
export function hitsIn({ json, lines }: Content, wanted: string): number[] {
  return json === null ? hitsInLines(lines, wanted) : hitsInLayout(json, wanted);
}

const extensions: [RegExp, string][] = [
  [/json/, "json"],
  [/xml/, "xml"],
  [/html/, "html"],
  [/form-urlencoded|text\//, "txt"],
  [/image\/(png|gif|webp)/, "$1"],
  [/image\/jpeg/, "jpg"],
  [/pdf/, "pdf"],
  [/zip/, "zip"],
];

/** Under which name a body is saved. */
export function fileName(capture: string, contentType: string | null, packed: string | null): string {
  const found = extensions.map(([type, name]) => contentType?.match(type)?.[1] ?? (type.test(contentType ?? "") ? name : null));
  const extension = found.find((name) => name !== null) ?? "bin";
  return `${capture}.${extension}${packed === "gzip" ? ".gz" : ""}`;
}
