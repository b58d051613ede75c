// Editors know only line feeds; bodies whose lines end with CR LF get theirs back.

/** How the lines of a text end: `mixed` cannot be kept by an editor. */
export function lineEndsOf(text: string): "lf" | "crlf" | "mixed" {
  const feeds = text.split("\n").length - 1;
  const pairs = text.split("\r\n").length - 1;
  const returns = text.split("\r").length - 1;
  if (returns === 0) return "lf";
  return feeds === pairs && returns === pairs ? "crlf" : "mixed";
}

/** The text of an editor with the line ends of the original. */
export function withLineEnds(text: string, original: string): string {
  const plain = plainLines(text);
  return lineEndsOf(original) === "crlf" ? plain.replaceAll("\n", "\r\n") : plain;
}

/** Whether texts differ in nothing but how their lines end, which an editor changes by itself. */
export function sameLines(one: string, other: string): boolean {
  return plainLines(one) === plainLines(other);
}

function plainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
