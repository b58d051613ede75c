import type { ReactNode } from "react";

/** One completion of the term being typed into a filter. */
export type Suggestion = {
  /** The whole draft after choosing it. */
  draft: string;
  /** What the list of completions shows. */
  name: string;
  /** Said behind it: what it filters. */
  about?: string;
  /** How many rows it has. */
  count?: number;
  /** A sign in front of it. */
  mark?: ReactNode;
  /** The term is complete with it. */
  completes: boolean;
};

/** Completions of a draft, best first. */
export type Suggest = (draft: string) => Suggestion[];
