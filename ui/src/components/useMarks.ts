// Which rows are marked, so that one key does something with all of them.
import { useState } from "react";

/** Marked rows by id. */
export type Marks = {
  all: ReadonlySet<string>;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  clear: () => void;
};

/** Marks of a list. */
export function useMarks(): Marks {
  const [all, setAll] = useState<ReadonlySet<string>>(new Set());
  const put = (change: (next: Set<string>) => void) =>
    setAll((now) => {
      const next = new Set(now);
      change(next);
      return next;
    });
  return {
    all,
    toggle: (id) => put((next) => void (next.delete(id) || next.add(id))),
    add: (ids) => put((next) => ids.forEach((id) => next.add(id))),
    clear: () => put((next) => next.clear()),
  };
}

/** All rows from one to another, both included. */
export function rowsBetween(one: number, other: number): number[] {
  const first = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, step) => first + step);
}
