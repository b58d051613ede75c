// Which views suit a body, and what they draw.
import type { BodyKind } from "../../../../core/generated/BodyKind";
import { type JsonLine, jsonLines } from "./jsonLines";
import { textLines } from "./textLines";

/** A way to look at a body. */
export type View = "pretty" | "form" | "raw" | "hex";

/** A view and its name. */
export type NamedView = { value: View; name: string };

/** The views of a body, the best one first. */
export function viewsOf(kind: BodyKind): NamedView[] {
  const raw: NamedView = { value: "raw", name: "Raw" };
  const hex: NamedView = { value: "hex", name: "Hex" };
  if (kind === "json") return [{ value: "pretty", name: "Pretty" }, raw, hex];
  if (kind === "form") return [{ value: "form", name: "Fields" }, raw, hex];
  return kind === "binary" ? [hex, raw] : [raw, hex];
}

/** What a view draws, line by line. */
export type ViewLines = { json: JsonLine[] | null; lines: string[] };

/** Lays a text out for a view; JSON that was cut off in the middle stays raw. */
export function linesOf(view: View, text: string, cut: boolean): ViewLines {
  const json = view === "pretty" && !cut ? jsonLines(text) : null;
  const raw = view === "raw" || (view === "pretty" && json === null);
  return { json, lines: raw ? textLines(text) : [] };
}
