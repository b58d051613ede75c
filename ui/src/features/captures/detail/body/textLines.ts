// A text in lines; endless ones are cut so that none is too long to draw.

const LONGEST = 4000;

/** Lines of a text, each with its own end (`\n`) kept. */
export function textLines(text: string): string[] {
  const lines: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const next = Math.min(end === -1 ? text.length : end + 1, at + LONGEST);
    lines.push(text.slice(at, next));
    at = next;
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
