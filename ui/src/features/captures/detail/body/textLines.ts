// A text in lines; endless ones are cut so that none is too long to draw.
//
// Pure.

const LONGEST = 4000;

/** A line, or a piece of one that is too long to draw at once. */
export type TextLine = {
  /** With its own end (`\n`). */
  text: string;
  /** Counted from 1; `null` for the pieces after a line's first. */
  number: number | null;
};

/** Lines of a text. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline + 1;
    lines.push({ text: text.slice(at, Math.min(end, at + LONGEST)), number });
    for (at += LONGEST; at < end; at += LONGEST) lines.push({ text: text.slice(at, Math.min(end, at + LONGEST)), number: null });
    at = end;
  }
  return lines;
}

/** A form's fields in order, decoded; a field that cannot be decoded stays as it came. */
export function formFields(text: string): [string, string][] {
  const pairs = text.split("&").filter((pair) => pair !== "");
  return pairs.map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [decoded(name), decoded(value.join("="))];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
