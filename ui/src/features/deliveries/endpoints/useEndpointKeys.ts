// The keys of the list of endpoints.
import type { Action } from "../../../shell/action";
import { useActions } from "../../../shell/keys";
import { listMoves } from "../../../shell/listMoves";
import type { EndpointDeeds } from "./useEndpointDeeds";
import type { EndpointListState } from "./useEndpointList";

export type EndpointKeys = {
  state: EndpointListState;
  deeds: EndpointDeeds;
  add: () => void;
  edit: () => void;
  remove: () => void;
  /** On to the open endpoint's detail. */
  enter: () => void;
};

/** Registers what can be done with endpoints, for as long as they are on screen. */
export function useEndpointKeys({ state, deeds, add, edit, remove, enter }: EndpointKeys): void {
  const { moveBy, moveTo, list, rows, error, cursor, opened } = state;
  const waits = rows === undefined && error === null;
  const deed = (id: string, name: string, key: string, rest: Pick<Action, "icon" | "run">): Action => {
    return { id: `endpoints.${id}`, name, keys: [key], scope: "Endpoints", enabled: opened !== undefined, waits, ...rest };
  };
  useActions([
    ...listMoves({
      scope: "Endpoints",
      id: "endpoints",
      row: "endpoint",
      moveBy,
      pageLength: () => list.current?.pageLength() ?? 1,
      toFirst: () => moveTo(0),
      toLast: () => moveTo((rows?.length ?? 1) - 1),
      waits,
    }),
    { id: "endpoints.open", name: "Open", keys: ["Enter"], scope: "Endpoints", keyOnly: true, waits, run: () => (cursor === null ? moveTo(0) : enter()) },
    { id: "endpoints.add", name: "Add an endpoint", keys: ["a"], scope: "Endpoints", icon: "plus", run: add },
    deed("edit", "Edit the endpoint", "e", { icon: "edit", run: edit }),
    deed("test", "Send a test event", "t", { icon: "send", run: deeds.test }),
    deed("toggle", opened?.overview.endpoint.enabled === false ? "Enable the endpoint" : "Disable the endpoint", "p", { icon: "pause", run: deeds.toggle }),
    deed("remove", "Remove the endpoint", "Delete", { icon: "x", run: remove }),
  ]);
}
