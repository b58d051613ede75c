// Which key does what, declared beside the thing that does it.
//
// Whatever registers here appears in the `?` sheet and in the palette; neither
// has a list of its own.
import { createContext, useContext, useEffect, useId } from "react";
import { onMac } from "../components/keyText";
import type { Action } from "./action";
import { matches } from "./keyMatch";

/** All actions that exist right now; the last to register wins a key. */
export class Actions {
  #lists = new Map<string, Action[]>();
  #watchers = new Set<() => void>();
  #all: Action[] = [];

  /** Sets what `owner` can do. */
  put(owner: string, list: Action[]): void {
    const before = this.#lists.get(owner);
    this.#lists.set(owner, list);
    if (describe(before) !== describe(list)) this.#changed();
    else this.#all = [...this.#lists.values()].flat();
  }

  /** Forgets what `owner` could do. */
  remove(owner: string): void {
    this.#lists.delete(owner);
    this.#changed();
  }

  all = (): Action[] => this.#all;

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** The action that a key press means, if it means one. */
  meant(event: KeyboardEvent, mac = onMac): Action | undefined {
    return this.#all.findLast((action) => action.enabled !== false && matches(event, action, mac));
  }

  #changed(): void {
    this.#all = [...this.#lists.values()].flat();
    for (const watcher of this.#watchers) watcher();
  }
}

/** Where this window's actions are kept. */
export const ActionsContext = createContext(new Actions());

/** Registers actions for as long as the component is there. */
export function useActions(list: Action[]): void {
  const actions = useContext(ActionsContext);
  const owner = useId();
  // Runs after every render on purpose: handlers see the newest state.
  useEffect(() => actions.put(owner, list));
  useEffect(() => () => actions.remove(owner), [actions, owner]);
}

function describe(list: Action[] | undefined): string {
  return JSON.stringify(list?.map(({ id, name, keys, scope, enabled }) => [id, name, keys, scope, enabled]));
}
