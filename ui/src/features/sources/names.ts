// Whether a source can be called so, as the core will judge it.

/** Captures whose path belongs to no source stand under this name. */
const RESERVED = "unsorted";
const LONGEST = 64;

/** What is wrong with a name and what helps; `null` when nothing is. */
export function nameProblem(name: string, taken: string[]): string | null {
  if (name === "") return "A source needs a name, such as stripe.";
  if (name === RESERVED) return `"${RESERVED}" is the name for captures without a source: choose another.`;
  if (name.length > LONGEST) return `At most ${LONGEST} characters: this has ${name.length}.`;
  const odd = /[^a-z0-9\-_.]/u.exec(name)?.[0];
  if (odd !== undefined) return `Use a-z, 0-9, - _ and .: ${odd === " " ? "a space" : `"${odd}"`} does not fit.`;
  if (name.startsWith(".")) return "Begin with a letter or a digit.";
  if (taken.includes(name)) return `A source named ${name} exists already: choose another name.`;
  return null;
}
