// Header fields as lines that people type and read. Pure.

/** Header fields in their order; a value that is not UTF-8 stands as base64. */
export type HeaderFields = [string, string | { b64: string }][];

/** A value as text; one that is not UTF-8 stands as `base64:`. */
export function valueText(value: HeaderFields[number][1]): string {
  return typeof value === "string" ? value : `base64:${value.b64}`;
}

/** Header fields as lines that can be changed. */
export function linesOf(headers: HeaderFields): string {
  return headers.map(([name, value]) => `${name}: ${valueText(value)}`).join("\n");
}

/** The opposite of `linesOf`; empty lines do not count. */
export function headersOf(lines: string): HeaderFields {
  return wordsOf(lines).map((line) => {
    const at = line.indexOf(":");
    const value = line.slice(at + 1).trim();
    return [line.slice(0, at).trim(), value.startsWith("base64:") ? { b64: value.slice(7) } : value];
  });
}

/** What is wrong with lines of header fields; `null` when nothing is. */
export function headersProblem(lines: string): string | null {
  const wrong = wordsOf(lines).find((line) => !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\s*:/.test(line));
  return wrong === undefined ? null : `Write each field as "Name: value": ${wrong.slice(0, 60)}`;
}

/** What is wrong with a method; `null` when nothing is. */
export function methodProblem(method: string): string | null {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method.trim()) ? null : "A method is one word, such as POST.";
}

function wordsOf(lines: string): string[] {
  return lines.split("\n").filter((line) => line.trim() !== "");
}
