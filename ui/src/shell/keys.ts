// Which key does what, declared beside the thing that does it.
//
// Whatever registers here appears in the `?` sheet and in the palette; neither
// has a list of its own.
import { createContext, useContext, useEffect, useId } from "react";
import { onMac } from "../components/keyText";
import type { Action } from "./action";
import { mayBeMeant, matches } from "./keyMatch";
import { isOffered, KeptKeys } from "./keptKeys";

/** Held together with another key, they mean nothing alone. */
const MODIFIERS = ["Control", "Shift", "Alt", "Meta"];

/** All actions that exist right now; the last to register wins a key. */
export class Actions {
  #lists = new Map<string, Action[]>();
  #watchers = new Set<() => void>();
  #all: Action[] = [];

  /** What was asked for too early. */
  readonly kept = new KeptKeys(() => this.#tell());

  /** Sets what `owner` can do. */
  put(owner: string, list: Action[]): void {
    const before = this.#lists.get(owner);
    this.#lists.set(owner, list);
    if (describe(before) !== describe(list)) this.#changed();
    else this.#all = [...this.#lists.values()].flat();
    this.kept.changed();
  }

  /** Forgets what `owner` could do. */
  remove(owner: string): void {
    this.#lists.delete(owner);
    this.#changed();
    this.kept.changed();
  }

  /** Does what a key means, or keeps the key until that can be done; true where it means something by now. */
  press(event: KeyboardEvent, mac = onMac): boolean {
    const meant = () => this.meant(event, mac);
    const used = meant() !== undefined;
    if (MODIFIERS.includes(event.key)) return false;
    // Who types, or wants out, no longer waits for what was asked before.
    if (event.key === "Escape" || !(used || mayBeMeant(event))) this.kept.drop();
    if (used || mayBeMeant(event)) this.kept.take(meant);
    return used;
  }

  /** Does what this action does, or keeps it until that can be done. */
  ask(id: string): void {
    this.kept.take(() => this.#all.findLast((action) => action.id === id && isOffered(action)));
  }

  /** Whether something is kept, for `useSyncExternalStore`. */
  keeps = (): boolean => this.kept.some;

  all = (): Action[] => this.#all;

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** The action that a key press means, if it means one. */
  meant(event: KeyboardEvent, mac = onMac): Action | undefined {
    return this.#all.findLast((action) => isOffered(action) && matches(event, action, mac));
  }

  #changed(): void {
    this.#all = [...this.#lists.values()].flat();
    this.#tell();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

/** Where this window's actions are kept. */
export const ActionsContext = createContext(new Actions());

/** What is drawn here is still that of what was open before: its actions wait. */
export const OutdatedContext = createContext(false);

/** Registers actions for as long as the component is there. */
export function useActions(given: Action[]): void {
  const actions = useContext(ActionsContext);
  const outdated = useContext(OutdatedContext);
  const list = outdated ? given.map((action) => ({ ...action, waits: true })) : given;
  const owner = useId();
  // Runs after every render on purpose: handlers see the newest state.
  useEffect(() => actions.put(owner, list));
  useEffect(() => () => actions.remove(owner), [actions, owner]);
}

function describe(list: Action[] | undefined): string {
  return JSON.stringify(list?.map((action) => [action.id, action.name, action.keys, action.scope, isOffered(action)]));
}
