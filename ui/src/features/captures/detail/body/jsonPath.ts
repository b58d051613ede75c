// Where a line of laid out JSON stands, and which value it holds. Pure.
import { type JsonLayout, partsOf } from "./jsonLayout";

/** One step from the root: a key, or a place in a list. */
export type PathStep = { key: string } | { index: number };

/** The steps to the value of line `line`; a closing line stands for what it closes. */
export function stepsTo(layout: JsonLayout, line: number): PathStep[] {
  const steps: PathStep[] = [];
  let at = openerOf(layout, line);
  while ((layout.depth[at] ?? 0) > 0) {
    const parent = parentOf(layout, at);
    const key = partsOf(layout, at)[0];
    steps.unshift(key?.kind === "key" ? { key: textOf(key.text) } : { index: placeIn(layout, parent, at) });
    at = parent;
  }
  return steps;
}

/** A path as JSONPath writes it: `$.data.lines[3]["odd key"]`. */
export function pathText(steps: PathStep[]): string {
  return `$${steps.map(stepText).join("")}`;
}

/** The value of line `line` as it came: a whole object for the line that opens it. */
export function valueText(layout: JsonLayout, line: number): string {
  const opener = openerOf(layout, line);
  const parts = partsOf(layout, opener);
  const keyed = parts[0]?.kind === "key";
  const from = keyed ? valueStart(layout, opener) : (layout.from[opener] ?? 0);
  const closes = layout.closes[opener] ?? -1;
  const end = closes < 0 ? (layout.to[opener] ?? 0) : (layout.from[closes] ?? 0) + 1;
  return layout.text.slice(from, end).replace(/\s*,$/, "");
}

/** The text that a JSON string stands for; what cannot be read stays as it came. */
export function textOf(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.replace(/^"|"$/g, "");
  }
}

function stepText(step: PathStep): string {
  if ("index" in step) return `[${step.index}]`;
  return /^[A-Za-z_$][\w$]*$/.test(step.key) ? `.${step.key}` : `[${JSON.stringify(step.key)}]`;
}

function valueStart(layout: JsonLayout, line: number): number {
  const start = layout.from[line] ?? 0;
  const key = partsOf(layout, line)[0]?.text ?? "";
  const colon = layout.text.indexOf(":", start + key.length);
  const space = /\s*/y;
  space.lastIndex = colon + 1;
  space.test(layout.text);
  return space.lastIndex;
}

/** The line that opened what `line` closes, else the line itself. */
function openerOf(layout: JsonLayout, line: number): number {
  const sign = layout.text[layout.from[line] ?? 0];
  if (sign !== "}" && sign !== "]") return line;
  for (let before = line - 1; before >= 0; before -= 1) if (layout.closes[before] === line) return before;
  return line;
}

function parentOf(layout: JsonLayout, line: number): number {
  const depth = layout.depth[line] ?? 0;
  let at = line - 1;
  while (at > 0 && (layout.depth[at] ?? 0) >= depth) at -= 1;
  return at;
}

/** How many values of the same list stand before this one. */
function placeIn(layout: JsonLayout, parent: number, line: number): number {
  let place = 0;
  let at = parent + 1;
  while (at < line) {
    const closes = layout.closes[at] ?? -1;
    at = (closes < 0 ? at : closes) + 1;
    place += 1;
  }
  return place;
}
