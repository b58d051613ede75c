// Which captures are marked, so that one key does something with all of them.
import { useState } from "react";

/** Marked captures by id. */
export type Marks = {
  all: ReadonlySet<string>;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  clear: () => void;
};

/** Marks of a list; another filter is another list and starts without any. */
export function useMarks(filter: string): Marks {
  const [state, setState] = useState<{ filter: string; all: ReadonlySet<string> }>({ filter, all: new Set() });
  const current = state.filter === filter ? state : { filter, all: new Set<string>() };
  if (current !== state) setState(current);
  const put = (change: (all: Set<string>) => void) =>
    setState((now) => {
      const all = new Set(now.all);
      change(all);
      return { ...now, all };
    });
  return {
    all: current.all,
    toggle: (id) => put((all) => void (all.delete(id) || all.add(id))),
    add: (ids) => put((all) => ids.forEach((id) => all.add(id))),
    clear: () => put((all) => all.clear()),
  };
}
