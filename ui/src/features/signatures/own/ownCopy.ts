// A catalogue scheme's definition as the beginning of one's own. Pure.

/** The same rule under an id of its own, without what vouches for the original. */
export function ownCopy(definition: string): string {
  if (definition.trimStart().startsWith("{")) return definition;
  const lines = definition.split("\n").filter((line) => !/^(confidence|facts_from)\s*=/.test(line));
  return lines.map((line) => line.replace(/^id\s*=\s*"(?:my-)?([^"]*)"/, 'id = "my-$1"')).join("\n");
}
