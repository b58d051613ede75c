// Two bodies, line by line.
import { diffLines } from "diff";
import { layOutJson } from "./layOut";

/** Unchanged lines that stay around a change. */
const CONTEXT = 3;
/** After this the comparison is given up. */
const PATIENCE_MS = 500;

/** One line; `skipped` stands for that many unchanged lines. */
export type DiffLine = { kind: "same" | "added" | "removed"; text: string } | { kind: "skipped"; count: number };

/** What became of a body; `null` when both differ too much to be compared in time. */
export function bodyDiff(before: string, after: string): DiffLine[] | null {
  const [was, is] = comparable(before, after);
  const parts = diffLines(was, is, { timeout: PATIENCE_MS });
  if (parts === undefined) return null;
  const lines = parts.flatMap(({ value, added, removed }) => {
    const kind = added ? "added" : removed ? "removed" : "same";
    return linesOf(value).map((text) => ({ kind, text }) as const);
  });
  return lines.every(({ kind }) => kind === "same") ? [] : folded(lines);
}

/** JSON is laid out first when both are JSON, so that one changed value is one changed line. */
function comparable(before: string, after: string): [string, string] {
  const [was, is] = [layOutJson(before), layOutJson(after)];
  return was === null || is === null ? [before, after] : [`${was}\n`, `${is}\n`];
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function folded(lines: Exclude<DiffLine, { kind: "skipped" }>[]): DiffLine[] {
  const near = new Set(
    lines.flatMap(({ kind }, at) => (kind === "same" ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, step) => at - CONTEXT + step))),
  );
  const shown: DiffLine[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near.has(at)) shown.push(line);
    else if (last?.kind === "skipped") last.count += 1;
    else shown.push({ kind: "skipped", count: 1 });
  });
  return shown;
}
