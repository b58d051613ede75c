// JSON laid out in lines that can be folded, kept as places in its text.
//
// Pure. No value is read: 1.0 stays 1.0 and long ids keep all their digits. A
// line costs a few numbers, so that megabytes can be laid out at once.

/** Lines of laid out JSON; every list has one entry a line. */
export type JsonLayout = {
  text: string;
  depth: number[];
  /** Where the line's first token begins. */
  from: number[];
  /** Where its last token ends. */
  to: number[];
  /** The line that closes what this one opens; -1 when it opens nothing. */
  closes: number[];
  /** Members of what this line opens. */
  members: number[];
};

/** A piece of a line, with the role that decides its colour. */
export type JsonPart = { kind: "key" | "string" | "number" | "word" | "punct"; text: string };

/** A token's place. */
type Token = { from: number; to: number };

const SPACE = /[\s\uFEFF]*/y;
const BARE = /[^\s,:{}[\]"]+/y;
const BARE_VALUE = /^(?:true|false|null|-?\d[\d.eE+-]*)$/;

/** Lays out JSON; `null` when it is none. Of a text that was `cut` off, what there is of it is laid out. */
export function layOut(text: string, cut: "whole" | "cut" = "whole"): JsonLayout | null {
  const builder = new Builder(text);
  let at = 0;
  for (let token = nextToken(text, at); token !== null; token = nextToken(text, at)) {
    builder.take(token);
    at = token.to;
  }
  const rest = text.slice(at, at + 64).replace(/[\s\uFEFF]+/, "");
  if (rest !== "" && cut === "whole") return null;
  const layout = builder.finish();
  return layout.from.length === 0 ? null : layout;
}

/** The pieces of line `index`, as they are shown. */
export function partsOf({ text, from, to }: JsonLayout, index: number): JsonPart[] {
  const end = to[index] ?? 0;
  const parts: JsonPart[] = [];
  let token = nextToken(text, from[index] ?? 0);
  while (token !== null && token.to <= end) {
    const next = nextToken(text, token.to);
    parts.push(partOf(text.slice(token.from, token.to), next !== null && text[next.from] === ":"));
    token = next;
  }
  return parts;
}

/** Text of a line without its indentation. */
export function lineText(layout: JsonLayout, index: number): string {
  return partsOf(layout, index)
    .map((part) => part.text)
    .join("");
}

/** Indexes of the lines that are seen while some are folded. */
export function unfolded(layout: JsonLayout, folded: ReadonlySet<number>): number[] {
  const seen: number[] = [];
  for (let index = 0; index < layout.from.length; index += 1) {
    seen.push(index);
    const closes = layout.closes[index] ?? -1;
    if (closes >= 0 && folded.has(index)) index = closes;
  }
  return seen;
}

/** The line that holds a place of the text. */
export function lineAt({ from }: JsonLayout, place: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

class Builder {
  readonly #layout: JsonLayout;
  readonly #open: number[] = [];
  #start = -1;
  #end = 0;
  #last = "";

  constructor(text: string) {
    this.#layout = { text, depth: [], from: [], to: [], closes: [], members: [] };
  }

  take({ from, to }: Token): void {
    const sign = this.#layout.text[from] ?? "";
    const closing = sign === "}" || sign === "]";
    const empty = closing && (this.#last === "{" || this.#last === "[");
    if (this.#last === "{" || this.#last === "[") this.#begin(empty);
    if (closing && !empty) this.#close();
    if (this.#start < 0) this.#start = from;
    this.#end = to;
    if (sign === ",") this.#flush();
    else if (!closing && sign !== ":") this.#count(sign);
    this.#last = sign;
  }

  finish(): JsonLayout {
    this.#flush();
    return this.#layout;
  }

  /** Ends the line of an opening bracket, unless it is closed at once. */
  #begin(empty: boolean): void {
    if (empty) return;
    const line = this.#layout.from.length;
    this.#flush();
    this.#open.push(line);
  }

  #close(): void {
    this.#flush();
    const opened = this.#open.pop();
    if (opened !== undefined) this.#layout.closes[opened] = this.#layout.from.length;
  }

  /** A key and its value are one member: the value counts, the key is told by the colon behind it. */
  #count(sign: string): void {
    const inner = this.#open.at(-1);
    if (inner === undefined || (sign === '"' && this.#isKey())) return;
    this.#layout.members[inner] = (this.#layout.members[inner] ?? 0) + 1;
  }

  #isKey(): boolean {
    const next = nextToken(this.#layout.text, this.#end);
    return next !== null && this.#layout.text[next.from] === ":";
  }

  #flush(): void {
    if (this.#start < 0) return;
    const { depth, from, to, closes, members } = this.#layout;
    depth.push(this.#open.length);
    from.push(this.#start);
    to.push(this.#end);
    closes.push(-1);
    members.push(0);
    this.#start = -1;
  }
}

function nextToken(text: string, at: number): Token | null {
  SPACE.lastIndex = at;
  SPACE.test(text);
  const from = SPACE.lastIndex;
  if (from >= text.length) return null;
  const sign = text[from] ?? "";
  if ("{}[],:".includes(sign)) return { from, to: from + 1 };
  const to = sign === '"' ? stringEnd(text, from) : bareEnd(text, from);
  return to < 0 ? null : { from, to };
}

function stringEnd(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote < 0 ? -1 : quote + 1;
}

/** Whether an odd number of backslashes stands before this place. */
function isEscaped(text: string, place: number): boolean {
  let before = place - 1;
  while (text[before] === "\\") before -= 1;
  return (place - before) % 2 === 0;
}

function bareEnd(text: string, from: number): number {
  BARE.lastIndex = from;
  if (!BARE.test(text)) return -1;
  const to = BARE.lastIndex;
  return to - from < 400 && BARE_VALUE.test(text.slice(from, to)) ? to : -1;
}

function partOf(token: string, isKey: boolean): JsonPart {
  if (token === ":") return { kind: "punct", text: ": " };
  if (token.startsWith('"')) return { kind: isKey ? "key" : "string", text: token };
  if ("{}[],".includes(token)) return { kind: "punct", text: token };
  return { kind: /^[-\d]/.test(token) ? "number" : "word", text: token };
}
