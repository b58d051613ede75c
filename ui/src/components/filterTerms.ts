// The filter's text as terms, to show them as chips. What a term means is decided by Rust alone.
//
// Pure. Splits as the filter language does: a key ends at its colon, quotes
// hold spaces, `not` belongs to the term behind it.

/** One term of a filter. */
export type Term = {
  /** As it was written, with its `not`. */
  text: string;
  negated: boolean;
  /** `source`; empty for a bare word. */
  key: string;
  /** Without quotes. */
  value: string;
  /** False: a quote is open, or nothing follows `not`. */
  closed: boolean;
};

const WORD = /^(?:([a-z.-]+):(?!\/\/))?(?:"([^"]*)("|$)|(\S*))/;

/** All terms of a text, in their order. */
export function splitTerms(text: string): Term[] {
  const terms: Term[] = [];
  let rest = text.trimStart();
  let prefix = "";
  while (rest !== "") {
    const match = WORD.exec(rest);
    const [whole = rest, key = "", quoted, quote, bare = ""] = match ?? [];
    rest = rest.slice(whole.length).trimStart();
    if (whole === "not" && prefix === "") {
      prefix = "not ";
      continue;
    }
    terms.push({ text: prefix + whole, negated: prefix !== "", key, value: quoted ?? bare, closed: quoted === undefined || quote === '"' });
    prefix = "";
  }
  if (prefix !== "") terms.push({ text: "not", negated: true, key: "", value: "", closed: false });
  return terms;
}

/** The text of terms, in their order. */
export function joinTerms(terms: Pick<Term, "text">[]): string {
  return terms.map((term) => term.text).join(" ");
}

/** What stands on a chip: `not path:` and `/health`. */
export function chipOf(term: Term): { name: string; value: string } {
  const key = term.key === "" ? "" : `${term.key}:`;
  const name = [term.negated && "not", key].filter(Boolean).join(" ");
  return { name: name.endsWith("not") ? "not " : name, value: term.value };
}

/** What was typed, divided into what became terms and what is still being typed. */
export function divide(typed: string): { done: string; draft: string } {
  if (!/\s$/.test(typed)) {
    const terms = splitTerms(typed);
    const last = terms.at(-1);
    if (terms.length < 2 || last === undefined) return { done: "", draft: typed.trimStart() };
    return { done: joinTerms(terms.slice(0, -1)), draft: last.text };
  }
  const terms = splitTerms(typed);
  const last = terms.at(-1);
  const finished = last === undefined || (last.closed && !(last.key !== "" && last.value === ""));
  if (finished) return { done: joinTerms(terms), draft: "" };
  return { done: joinTerms(terms.slice(0, -1)), draft: last.text === "not" ? "not " : last.text };
}

/** A value as it has to be written: in quotes when it holds a space. */
export function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** Whether a filter has a term, written as it is here. */
export function hasTerm(filter: string, term: string): boolean {
  return splitTerms(filter).some((each) => each.text === term);
}

/** The filter with the term if it had none, without it if it had. */
export function toggleTerm(filter: string, term: string): string {
  const terms = splitTerms(filter);
  const without = terms.filter((each) => each.text !== term);
  return joinTerms(without.length < terms.length ? without : [...terms, { text: term }]);
}
