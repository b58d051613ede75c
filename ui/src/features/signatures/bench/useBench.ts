// What lies on the bench, for as long as the window is open.
import { useState } from "react";
import { type BenchDraft, type BenchProblems, emptyBench, problemsOf } from "./draft";

/** The bench and how to change it. */
export type Bench = {
  draft: BenchDraft;
  change: (part: Partial<BenchDraft>) => void;
  problems: BenchProblems;
  /** The text that was pasted last. */
  pasted: string;
  setPasted: (text: string) => void;
  clear: () => void;
};

// Kept while another view or page is shown. Never in any storage: it may hold secrets.
const kept = { draft: emptyBench, pasted: "" };

/** Puts something on the bench for when it is shown next. */
export function keepBench(part: Partial<BenchDraft>): void {
  kept.draft = { ...kept.draft, ...part };
}

/** The bench of this window. */
export function useBench(): Bench {
  const [draft, setDraft] = useState(kept.draft);
  const [pasted, setPasted] = useState(kept.pasted);
  const put = (next: { draft?: BenchDraft; pasted?: string }) => {
    Object.assign(kept, next);
    if (next.draft) setDraft(next.draft);
    if (next.pasted !== undefined) setPasted(next.pasted);
  };
  return {
    draft,
    change: (part) => put({ draft: { ...kept.draft, ...part } }),
    problems: problemsOf(draft),
    pasted,
    setPasted: (text) => put({ pasted: text }),
    clear: () => put({ draft: emptyBench, pasted: "" }),
  };
}
