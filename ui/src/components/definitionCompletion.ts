// What can stand where the cursor is in a scheme's definition. Pure.
import type { Completion } from "./codeCompletion";
import { type DefinitionWord, definitionTables, placeholders } from "./definitionWords";

/** What fits at a place of a definition in TOML; `null` where nothing does. */
export function completeDefinition(text: string, at: number): { from: number; options: Completion[] } | null {
  if (text.trimStart().startsWith("{")) return null;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(start, at);
  if (/^\s*#/.test(line)) return null;
  return tableName(line, at) ?? fieldName(text, { line, start, at }) ?? fieldValue(text, { line, start, at });
}

type Place = { line: string; start: number; at: number };

function tableName(line: string, at: number): ReturnType<typeof completeDefinition> {
  const typed = /^\s*\[([a-z_.]*)$/.exec(line)?.[1];
  if (typed === undefined) return null;
  const named = definitionTables.filter(({ name }) => name !== "");
  return { from: at - typed.length, options: named.map(({ name, means }) => ({ label: name, apply: `${name}]\n`, means })) };
}

function fieldName(text: string, { line, start, at }: Place): ReturnType<typeof completeDefinition> {
  const typed = /^\s*([a-z_]*)$/.exec(line)?.[1];
  if (typed === undefined) return null;
  const used = usedIn(text, start);
  const left = wordsAt(text, start).filter(({ name }) => !used.has(name));
  return { from: at - typed.length, options: left.map((word) => ({ label: word.name, apply: `${word.name} = `, means: word.means })) };
}

function fieldValue(text: string, { line, start, at }: Place): ReturnType<typeof completeDefinition> {
  const [, field, value = ""] = /^\s*([a-z_]+)\s*=\s*(.*)$/.exec(line) ?? [];
  const word = wordsAt(text, start).find(({ name }) => name === field);
  if (word === undefined) return null;
  const inBraces = /\{([a-z0-9:]*)$/.exec(value)?.[1];
  if (inBraces !== undefined && word.name === "parts") return { from: at - inBraces.length, options: placeholders.map(bracedOption) };
  if (word.values === undefined) return null;
  const inQuotes = /"([^"]*)$/.exec(value.replace(/"[^"]*"/g, ""))?.[1];
  const closing = text[at] === '"' ? "" : '"';
  if (inQuotes !== undefined) return { from: at - inQuotes.length, options: word.values.map((one) => ({ label: one, apply: isBeginning(one) ? one : one + closing })) };
  const bare = /^[a-z0-9]*$/.exec(value)?.[0];
  return bare === undefined ? null : { from: at - bare.length, options: word.values.map((one) => ({ label: word.bare ? one : `"${one}"`, ...(isBeginning(one) ? { apply: `"${one}` } : {}) })) };
}

/** `header:` goes on with a name. */
function isBeginning(value: string): boolean {
  return value.endsWith(":");
}

function bracedOption([name, means]: [string, string]): Completion {
  return { label: name, means, apply: name.endsWith(":") ? name : `${name}}` };
}

/** The table that a place belongs to, and its words. */
function wordsAt(text: string, start: number): DefinitionWord[] {
  const table = [...text.slice(0, start).matchAll(/^\s*\[+([a-z_.]+)\]/gm)].at(-1)?.[1] ?? "";
  return definitionTables.find(({ name }) => name === table)?.words ?? [];
}

/** Fields that the table around a place has already. */
function usedIn(text: string, start: number): Set<string> {
  const before = text.slice(0, start).split(/^\s*\[.*$/m).at(-1) ?? "";
  const rest = text.slice(start);
  const after = rest.slice(rest.indexOf("\n") + 1 || rest.length).split(/^\s*\[.*$/m)[0] ?? "";
  return new Set([...`${before}\n${after}`.matchAll(/^\s*([a-z_]+)\s*=/gm)].map((match) => match[1] ?? ""));
}
