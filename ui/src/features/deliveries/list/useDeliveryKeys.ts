// The keys of a list of deliveries.
import type { Cursor } from "../../../components/useListCursor";
import type { IconName } from "../../../components/icons";
import type { DeliveryState } from "../../../core/generated/DeliveryState";
import type { Action } from "../../../shell/action";
import { useActions } from "../../../shell/keys";
import { listMoves } from "../../../shell/listMoves";
import { type Deed, deedsFor, deedWords, type DeedTarget } from "../deeds";
import type { Deeds } from "../useDeeds";

export type DeliveryKeys = {
  cursor: Cursor;
  deeds: Deeds;
  /** What can be done here, in the order of the palette. */
  offered: Deed[];
  target: DeedTarget;
  /** The rows are still being read. */
  unread: boolean;
  /** Which deliveries the keys mean is still being read. */
  waits: boolean;
  /** The states of what the keys mean. */
  states: DeliveryState[];
  marked: number;
  pageLength: () => number;
  toTop: () => void;
  toEnd: () => void;
  /** Opens the row under the cursor, or goes on to its detail. */
  enter: () => void;
  mark: () => void;
  clearMarks: () => void;
};

/** Registers what the list can do, for as long as it is on screen. */
export function useDeliveryKeys(keys: DeliveryKeys): void {
  useActions([...moves(keys), ...deedActions(keys)]);
}

function moves({ cursor, unread, waits, pageLength, toTop, toEnd, enter, mark, clearMarks, marked }: DeliveryKeys): Action[] {
  const move = (id: string, name: string, keys: string[], run: () => void, rest: Pick<Action, "enabled" | "waits"> = {}): Action => {
    return { id: `deliveries.${id}`, name, keys, scope: "Deliveries", keyOnly: true, run, ...rest };
  };
  return [
    ...listMoves({ scope: "Deliveries", id: "deliveries", row: "delivery", ends: ["Newest", "Oldest"], moveBy: cursor.moveBy, pageLength, toFirst: toTop, toLast: toEnd, waits: unread }),
    move("open", "Open", ["Enter"], enter, { waits: unread }),
    move("mark", "Mark", ["x", " "], mark, { enabled: cursor.index !== null, waits }),
    move("clearMarks", "Clear marks", ["Escape"], clearMarks, { enabled: marked > 0 }),
  ];
}

/** The key of each deed, and its icon. */
export const deedKeys: Record<Deed, { icon: IconName; key: string }> = {
  send: { key: "s", icon: "send" },
  restart: { key: "r", icon: "replays" },
  pause: { key: "p", icon: "pause" },
  resume: { key: "p", icon: "play" },
  cancel: { key: "Delete", icon: "stop" },
  recover: { key: "r", icon: "replays" },
  clear: { key: "Shift+Delete", icon: "x" },
};

function deedActions({ deeds, offered, target, states, waits }: DeliveryKeys): Action[] {
  const possible = new Set(states.flatMap((state) => deedsFor({ state })));
  // Rows that are not known here are for Rust to judge.
  const enabled = (deed: Deed) => target.count > 0 && (states.length < target.count || possible.has(deed));
  return offered.map((deed) => ({
    id: `deliveries.${deed}`,
    name: deedWords[deed].name,
    keys: [deedKeys[deed].key],
    scope: "Deliveries",
    icon: deedKeys[deed].icon,
    enabled: enabled(deed),
    waits,
    run: () => deeds.perform(deed, target),
  }));
}
