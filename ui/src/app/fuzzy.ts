// Finding a name by a few of its letters.

/** How well `text` finds `name`: higher is better, `null` when its letters are not all there in order. */
export function fuzzyScore(text: string, name: string): number | null {
  const wanted = text.toLowerCase().replaceAll(" ", "");
  const letters = name.toLowerCase();
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, at + 1);
    if (next < 0) return null;
    score += worth(letters, next, at);
    at = next;
  }
  // Among equals the shorter name is the closer one.
  return score - name.length / 100;
}

/** The items that `text` finds, best first; all of them, as they stand, for an empty text. */
export function fuzzyFind<T>(text: string, items: T[], nameOf: (item: T) => string): T[] {
  if (text.trim() === "") return items;
  return items
    .map((item) => ({ item, score: fuzzyScore(text, nameOf(item)) }))
    .filter((found): found is { item: T; score: number } => found.score !== null)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}

/** A letter counts more at a word's start and right after the last one found. */
function worth(letters: string, at: number, before: number): number {
  if (at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? "")) return 3;
  return at === before + 1 ? 2 : 0;
}
