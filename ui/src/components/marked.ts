// A text cut at what is looked for in it. Pure.

/** A text cut into what is looked for and what is around it. */
export function marked(text: string, wanted: string): { text: string; hit: boolean }[] {
  if (wanted === "") return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(patternOf(wanted))) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** Letters match whatever their case, as in the filter's text terms. */
export function patternOf(wanted: string): RegExp {
  return new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
}
