// The keys of the list of endpoints.
import type { Action } from "../../../shell/action";
import { useActions } from "../../../shell/keys";
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
  const { moveBy, moveTo, list, rows, cursor, opened } = state;
  const page = () => list.current?.pageLength() ?? 1;
  const move = (id: string, name: string, keys: string[], run: () => void): Action => ({ id: `endpoints.${id}`, name, keys, scope: "Endpoints", keyOnly: true, run });
  const deed = (id: string, name: string, key: string, rest: Pick<Action, "icon" | "run">): Action => {
    return { id: `endpoints.${id}`, name, keys: [key], scope: "Endpoints", enabled: opened !== undefined, ...rest };
  };
  useActions([
    move("next", "Next endpoint", ["j", "ArrowDown"], () => moveBy(1)),
    move("previous", "Previous endpoint", ["k", "ArrowUp"], () => moveBy(-1)),
    move("pageDown", "Page down", ["PageDown"], () => moveBy(page())),
    move("pageUp", "Page up", ["PageUp"], () => moveBy(-page())),
    move("first", "First endpoint", ["Home"], () => moveTo(0)),
    move("last", "Last endpoint", ["End"], () => moveTo((rows?.length ?? 1) - 1)),
    move("open", "Open", ["Enter"], () => (cursor === null ? moveTo(0) : enter())),
    { id: "endpoints.add", name: "Add an endpoint", keys: ["a"], scope: "Endpoints", icon: "plus", run: add },
    deed("edit", "Edit the endpoint", "e", { icon: "edit", run: edit }),
    deed("test", "Send a test event", "t", { icon: "send", run: deeds.test }),
    deed("toggle", opened?.overview.endpoint.enabled === false ? "Enable the endpoint" : "Disable the endpoint", "p", { icon: "pause", run: deeds.toggle }),
    deed("remove", "Remove the endpoint", "Delete", { icon: "x", run: remove }),
  ]);
}
