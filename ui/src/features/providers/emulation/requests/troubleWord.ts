/** What befell a call on purpose, as columns show it: `status 429` is `answered 429`. */
export function troubleWord(word: string): string {
  if (word === "hang") return "not answered";
  if (word === "cut") return "cut off";
  return word.replace(/^status /, "answered ");
}
