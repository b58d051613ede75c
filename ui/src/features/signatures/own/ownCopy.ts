// A catalogue scheme's definition as the beginning of one's own. Pure.

/** Whether a part of the rule is code, which no scheme of one's own can have. */
export function isCoded(definition: string): boolean {
  return /^\[coded[\].]/m.test(definition);
}

/** The same rule under an id of its own, without what vouches for the original. */
export function ownCopy(definition: string): string {
  if (definition.trimStart().startsWith("{")) return definition;
  const lines = definition.split("\n").filter((line) => !/^(confidence|facts_from)\s*=/.test(line));
  return lines.map((line) => line.replace(/^id\s*=\s*"(?:my-)?([^"]*)"/, 'id = "my-$1"')).join("\n");
}
