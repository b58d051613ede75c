// JSON on lines of its own, every value written exactly as it came: numbers
// that JavaScript cannot hold and repeated keys stay what they are.

/** The text with one value a line; `null` when it is not JSON. */
export function layOutJson(text: string): string | null {
  if (!isJson(text)) return null;
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  const written = tokensOf(text).map((token, index, all) => {
    if (token === "{" || token === "[") {
      if (closes(all[index + 1])) return token;
      depth += 1;
      return token + line();
    }
    if (closes(token)) {
      if (opens(all[index - 1])) return token;
      depth -= 1;
      return line() + token;
    }
    if (token === ",") return `,${line()}`;
    return token === ":" ? ": " : token;
  });
  return written.join("");
}

function tokensOf(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
}

function opens(token: string | undefined): boolean {
  return token === "{" || token === "[";
}

function closes(token: string | undefined): boolean {
  return token === "}" || token === "]";
}

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
