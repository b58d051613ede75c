// JSON laid out in lines that can be folded, with every value's text as it came:
// numbers are not read, so 1.0 stays 1.0 and long ids keep all their digits.

/** A piece of a line, with the role that decides its colour. */
export type JsonPart = { kind: "key" | "string" | "number" | "word" | "punct"; text: string };

/** One line of laid out JSON. */
export type JsonLine = {
  depth: number;
  parts: JsonPart[];
  /** Index of the line that closes what this one opens. */
  closes: number | null;
  /** Members of what this line opens. */
  members: number;
};

type Open = { line: number; members: number };

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/y;
const space = /[\s\uFEFF]*/y;

/** Lays out JSON; `null` when the text is none that can be cut into tokens. */
export function jsonLines(text: string): JsonLine[] | null {
  const tokens = cut(text);
  return tokens === null || tokens.length === 0 ? null : new Layout(tokens).lines();
}

function cut(text: string): string[] | null {
  const tokens: string[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    if (at >= text.length) return tokens;
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return null;
    tokens.push(found[0]);
    at = token.lastIndex;
  }
}

class Layout {
  private readonly done: JsonLine[] = [];
  private readonly open: Open[] = [];
  private parts: JsonPart[] = [];

  constructor(private readonly tokens: string[]) {}

  lines(): JsonLine[] {
    this.tokens.forEach((text, index) => this.take(text, index));
    this.flush();
    return this.done;
  }

  private take(text: string, index: number) {
    if (text === "{" || text === "[") this.begin(text, index);
    else if (text === "}" || text === "]") this.end(text, index);
    else if (text === ",") this.next();
    else if (text === ":") this.parts.push({ kind: "punct", text: ": " });
    else this.parts.push({ kind: this.kindOf(text, index), text });
  }

  private begin(text: string, index: number) {
    this.count();
    this.parts.push({ kind: "punct", text });
    const closer = text === "{" ? "}" : "]";
    if (this.tokens[index + 1] === closer) return;
    this.open.push({ line: this.done.length, members: 0 });
    this.flush(this.open.length - 1);
  }

  private end(text: string, index: number) {
    const opener = text === "}" ? "{" : "[";
    if (this.tokens[index - 1] === opener) {
      this.parts.push({ kind: "punct", text });
      return;
    }
    this.flush();
    const opened = this.open.pop();
    const line = opened && this.done[opened.line];
    if (opened && line) Object.assign(line, { closes: this.done.length, members: opened.members });
    this.parts.push({ kind: "punct", text });
  }

  private next() {
    this.parts.push({ kind: "punct", text: "," });
    this.flush();
  }

  private kindOf(text: string, index: number): JsonPart["kind"] {
    if (text.startsWith('"')) {
      if (this.tokens[index + 1] === ":") return "key";
      this.count();
      return "string";
    }
    this.count();
    return /^[-\d]/.test(text) ? "number" : "word";
  }

  private count() {
    const inner = this.open.at(-1);
    if (inner) inner.members += 1;
  }

  private flush(depth = this.open.length) {
    if (this.parts.length > 0) this.done.push({ depth, parts: this.parts, closes: null, members: 0 });
    this.parts = [];
  }
}

/** Indexes of the lines that are seen while some are folded. */
export function unfolded(lines: JsonLine[], folded: ReadonlySet<number>): number[] {
  const seen: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    seen.push(index);
    const closes = lines[index]?.closes ?? null;
    if (closes !== null && folded.has(index)) index = closes;
  }
  return seen;
}

/** Text of a line without its indentation. */
export function lineText(line: JsonLine): string {
  return line.parts.map((part) => part.text).join("");
}
