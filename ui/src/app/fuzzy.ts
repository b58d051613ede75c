// Finding a name by a few of its letters.

/** What letters that stand together are worth over scattered ones, which are often there by chance. */
const TOGETHER = 100;

/** How well `text` finds `name`: higher is better, `null` when its letters are not all there in order. */
export function fuzzyScore(text: string, name: string): number | null {
  const wanted = text.trim().toLowerCase();
  const letters = name.toLowerCase();
  const scattered = scatteredScore(wanted.replaceAll(" ", ""), letters);
  if (scattered === null) return null;
  const together = letters.indexOf(wanted);
  const bonus = together < 0 ? 0 : TOGETHER * (startsWord(letters, together) ? 2 : 1);
  // Among equals the shorter name is the closer one.
  return scattered + bonus - name.length / 100;
}

function scatteredScore(wanted: string, letters: string): number | null {
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = letters.indexOf(letter, at + 1);
    if (next < 0) return null;
    score += startsWord(letters, next) ? 3 : next === at + 1 ? 2 : 0;
    at = next;
  }
  return score;
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

function startsWord(letters: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? "");
}
