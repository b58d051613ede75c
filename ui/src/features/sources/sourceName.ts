// What a source may be called: the same rules as the core's, told while it is typed.

const LONGEST = 64;

/** What is wrong with a name and what helps; `null` when nothing is. */
export function nameProblem(name: string, taken: string[]): string | null {
  if (name === "") return "A source needs a name, such as stripe.";
  if (name === "unsorted") return "\"unsorted\" holds what belongs to no source. Choose another name.";
  if (name.length > LONGEST) return `Use at most ${LONGEST} characters; these are ${name.length}.`;
  const wrong = name.match(/[^a-z0-9._-]/u)?.[0] ?? (name.startsWith(".") ? "." : null);
  if (wrong === " ") return "A space cannot stand in the address. Use a-z, 0-9, - and _.";
  if (wrong !== null) return `"${wrong}" cannot stand ${wrong === "." ? "first" : "in the address"}. Use a-z, 0-9, - and _.`;
  return taken.includes(name) ? `There is a source ${name} already.` : null;
}
