// A text area knows only line feeds; bodies whose lines end with CR LF get theirs back.

/** How the lines of a text end: `mixed` cannot be kept by a text area. */
export function lineEndsOf(text: string): "lf" | "crlf" | "mixed" {
  const feeds = text.split("\n").length - 1;
  const pairs = text.split("\r\n").length - 1;
  const returns = text.split("\r").length - 1;
  if (returns === 0) return "lf";
  return feeds === pairs && returns === pairs ? "crlf" : "mixed";
}

/** The text of a text area with the line ends of the original. */
export function withLineEnds(text: string, original: string): string {
  const plain = text.replace(/\r\n?/g, "\n");
  return lineEndsOf(original) === "crlf" ? plain.replaceAll("\n", "\r\n") : plain;
}
