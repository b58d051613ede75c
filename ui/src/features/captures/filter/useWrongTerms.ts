// Which terms of a filter cannot be read: Rust is asked about each alone, once.
import { useEffect, useState } from "react";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { splitTerms } from "./terms";

/** What is wrong with each term, in their order; `problem` is what is wrong with the whole. */
export function useWrongTerms(filter: string, problem: string | null): (string | undefined)[] {
  const call = useCall();
  const [known, setKnown] = useState<{ filter: string; wrong: (string | undefined)[] }>({ filter: "", wrong: [] });
  const terms = splitTerms(filter);
  const several = problem !== null && terms.length > 1;
  useEffect(() => {
    if (!several) return;
    let dropped = false;
    const told = (text: string) => call("captures.outline", { filter: text }).then(() => undefined, filterProblem);
    void Promise.all(terms.map((term) => told(term.text))).then((wrong) => !dropped && setKnown({ filter, wrong }));
    return () => {
      dropped = true;
    };
    // The terms follow from the filter; `call` is new with every render.
  }, [filter, several]);
  if (problem === null) return [];
  if (!several) return [problem];
  return known.filter === filter ? known.wrong : [];
}

function filterProblem(thrown: unknown): string | undefined {
  const failed = asCallFailed(thrown);
  return failed.code === "filter" ? failed.message : undefined;
}
