// Which terms of a filter cannot be read: Rust is asked about each alone.
import { useCommands } from "../../../core/queries";
import type { Term } from "./terms";

/** What is wrong with each term, in their order; asked for only when something is. */
export function useWrongTerms(terms: Term[], asked: boolean): (string | undefined)[] {
  const answers = useCommands("captures.outline", asked ? terms.map((term) => ({ filter: term.text })) : []);
  return terms.map((_, index) => {
    const error = answers[index]?.error;
    return error?.code === "filter" ? error.message : undefined;
  });
}
