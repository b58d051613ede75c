// A text that is looked for in a body, and the line one has come to.
import { useDeferredValue, useMemo, useState } from "react";
import { type Content, hitsIn } from "./views";

/** A search in a body. */
export type Find = {
  wanted: string;
  setWanted: (wanted: string) => void;
  /** What is marked: it follows `wanted` as fast as the body allows. */
  marked: string;
  /** Lines that have it. */
  hits: number[];
  /** Which of the hits is looked at. */
  at: number;
  /** On to the next or back to the one before, round and round. */
  go: (step: number) => void;
};

/** Looks for a text in what a view draws. */
export function useFind(content: Content): Find {
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const marked = useDeferredValue(wanted);
  const hits = useMemo(() => hitsIn(content, marked), [content, marked]);
  const count = Math.max(1, hits.length);
  return {
    wanted,
    setWanted: (next) => {
      setWanted(next);
      setAt(0);
    },
    marked,
    hits,
    at: at % count,
    go: (step) => setAt((now) => (now + step + count) % count),
  };
}
