// The keys of the list.
import { type Action } from "../../../shell/action";
import { useActions } from "../../../shell/keys";
import { listMoves } from "../../../shell/listMoves";
import type { Cursor } from "../../../components/useListCursor";
import type { RowActions } from "./useRowActions";

export type ListKeys = {
  cursor: Cursor;
  actions: RowActions;
  /** How many captures the actions mean. */
  chosen: number;
  /** How many match the filter. */
  count: number;
  /** The rows are still being read. */
  unread: boolean;
  /** Which captures the actions mean is still being read. */
  waits: boolean;
  /** How many are marked. */
  marked: number;
  pageLength: () => number;
  toTop: () => void;
  toEnd: () => void;
  /** Opens the row under the cursor, or goes on to its detail. */
  enter: () => void;
  mark: () => void;
  clearMarks: () => void;
  /** Stops a search; `null` when none runs. */
  stop: (() => void) | null;
};

/** Registers what the list can do, for as long as it is on screen. */
export function useListKeys(keys: ListKeys): void {
  useActions([...moves(keys), ...deeds(keys)]);
}

function moves({ cursor, unread, waits, pageLength, toTop, toEnd, enter, mark, clearMarks, marked, stop }: ListKeys): Action[] {
  const move = (id: string, name: string, keys: string[], run: () => void, rest: Pick<Action, "enabled" | "waits"> = {}): Action => {
    return { id: `captures.${id}`, name, keys, scope: "Captures", keyOnly: true, run, ...rest };
  };
  return [
    ...listMoves({ scope: "Captures", id: "captures", row: "capture", ends: ["Newest", "Oldest"], moveBy: cursor.moveBy, pageLength, toFirst: toTop, toLast: toEnd, waits: unread }),
    move("open", "Open", ["Enter"], enter, { waits: unread }),
    move("mark", "Mark", ["x", " "], mark, { enabled: cursor.index !== null, waits }),
    move("clearMarks", "Clear marks", ["Escape"], clearMarks, { enabled: marked > 0 }),
    move("stop", "Stop the search", ["Escape"], () => stop?.(), { enabled: stop !== null }),
  ];
}

function deeds({ actions, chosen, count, unread, waits }: ListKeys): Action[] {
  const enabled = chosen > 0;
  const deed = (action: Omit<Action, "scope" | "enabled" | "waits">): Action => ({ ...action, scope: "Captures", enabled, waits });
  return [
    deed({ id: "captures.replay", name: "Replay", keys: ["r"], icon: "replays", run: () => actions.replay("as_is") }),
    deed({ id: "captures.replayEdit", name: "Replay with edits", keys: ["R"], icon: "edit", run: () => actions.replay("edit") }),
    { id: "captures.replayAll", name: "Replay all that match the filter", keys: ["A"], scope: "Captures", icon: "replays", run: actions.replayAll, enabled: count > 0, waits: unread },
    deed({ id: "captures.deliver", name: "Deliver captures to endpoints", keys: ["D"], icon: "deliveries", run: actions.deliver }),
    deed({ id: "captures.editSource", name: "Edit source", keys: ["e"], icon: "settings", run: actions.editSource }),
    deed({ id: "captures.copy", name: "Copy as cURL", keys: ["c"], icon: "terminal", run: actions.copy }),
    deed({ id: "captures.pin", name: "Pin", keys: ["p"], icon: "pin", run: actions.pin }),
    deed({ id: "captures.delete", name: "Delete", keys: ["Delete"], icon: "x", run: actions.remove }),
  ];
}
