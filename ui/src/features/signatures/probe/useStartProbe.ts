import { useState } from "react";
import { useChange } from "../../../core/queries";
import { useSignaturesSearch } from "../../../shell/signatures";
import { keepProbe, lastProbe, type ProbeDraft, startOf } from "./lastProbe";

/** The form of a probe, and how to begin with it. */
export function useStartProbe() {
  const [draft, setDraft] = useState(lastProbe);
  const [, go] = useSignaturesSearch();
  const begin = useChange("probes.start");
  const keep = (next: ProbeDraft) => {
    keepProbe(next);
    setDraft(next);
  };
  const change = (part: Partial<ProbeDraft>) => keep({ ...draft, ...part });
  const start = (with_: ProbeDraft) => {
    const asked = startOf(with_);
    if (asked === null) return;
    keep(with_);
    begin.mutate(asked, { onSuccess: ({ probe }) => go({ view: "probe", running: String(probe), probe: undefined }) });
  };
  return { draft, change, start, starting: begin.isPending, problem: begin.error };
}
