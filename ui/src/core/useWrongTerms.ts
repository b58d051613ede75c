// Which terms of a filter cannot be read: Rust is asked about each alone, once.
import { useEffect, useState } from "react";
import { useCall } from "./queries";
import { asCallFailed } from "./transport";
import type { FilteredCommand } from "./useRefusal";

/** What is wrong with each term, in their order; `problem` is what is wrong with all of them together. */
export function useWrongTerms(command: FilteredCommand, terms: string[], problem: string | null): (string | undefined)[] {
  const call = useCall();
  const filter = terms.join(" ");
  const [known, setKnown] = useState<{ filter: string; wrong: (string | undefined)[] }>({ filter: "", wrong: [] });
  const several = problem !== null && terms.length > 1;
  useEffect(() => {
    if (!several) return;
    let dropped = false;
    const told = (text: string) => call(command, { filter: text }).then(() => undefined, filterProblem);
    void Promise.all(terms.map(told)).then((wrong) => !dropped && setKnown({ filter, wrong }));
    return () => {
      dropped = true;
    };
    // The filter is the terms; `call` is new with every render.
  }, [command, filter, several]);
  if (problem === null) return [];
  if (!several) return [problem];
  return known.filter === filter ? known.wrong : [];
}

function filterProblem(thrown: unknown): string | undefined {
  const failed = asCallFailed(thrown);
  return failed.code === "filter" ? failed.message : undefined;
}
