import { useSyncExternalStore } from "react";
import { type KeyGroup, KeySheet } from "../components/KeySheet";
import type { Action } from "../shell/action";
import type { Actions } from "../shell/keys";

export type ActionKeySheetProps = { actions: Actions; onClose: () => void };

/** The key sheet over everything registered right now. */
export function ActionKeySheet({ actions, onClose }: ActionKeySheetProps) {
  const all = useSyncExternalStore(actions.watch, actions.all);
  return <KeySheet groups={groupsOf(all)} onClose={onClose} />;
}

/** Actions that have keys, by scope; what works everywhere comes last. */
export function groupsOf(actions: Action[]): KeyGroup[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions.filter(({ keys }) => keys.length > 0)) {
    groups.set(action.scope, [...(groups.get(action.scope) ?? []), action]);
  }
  return [...groups]
    .map(([scope, rows]) => ({ scope, rows }))
    .sort((one, other) => Number(one.scope === "Everywhere") - Number(other.scope === "Everywhere"));
}
