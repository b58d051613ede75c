// A catalogue scheme's definition as the beginning of one's own. Pure.

/** Whether a part of the rule is code, which no scheme of one's own can have. */
export function isCoded(definition: string): boolean {
  return /^\[coded[\].]/m.test(definition);
}

/** The same rule under an id of its own, without what vouches for the original. */
export function ownCopy(definition: string): string {
  if (definition.trimStart().startsWith("{")) return definition;
  // Tables below have fields of the same names.
  const tables = /^\s*\[/m.exec(definition)?.index ?? definition.length;
  const lines = definition.slice(0, tables).trimStart().split("\n");
  const kept = lines.filter((line) => !/^(confidence|facts_from)\s*=/.test(line));
  return kept.map((line) => line.replace(/^id\s*=\s*"(?:my-)?([^"]*)"/, 'id = "my-$1"')).join("\n") + definition.slice(tables);
}
