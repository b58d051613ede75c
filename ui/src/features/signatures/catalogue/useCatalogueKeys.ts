// The keys of the catalogue.
import { useActions } from "../../../shell/keys";
import type { CatalogueState } from "./useCatalogue";

export type CatalogueMoves = {
  toField: () => void;
  /** Goes on to the open scheme's page. */
  enter: () => void;
};

/** Registers what the list can do, for as long as it is on screen. */
export function useCatalogueKeys({ moveBy, moveTo, found, list }: CatalogueState, { toField, enter }: CatalogueMoves): void {
  const page = () => list.current?.pageLength() ?? 1;
  const moves: [id: string, name: string, keys: string[], run: () => void][] = [
    ["next", "Next scheme", ["j", "ArrowDown"], () => moveBy(1)],
    ["previous", "Previous scheme", ["k", "ArrowUp"], () => moveBy(-1)],
    ["pageDown", "Page down", ["PageDown"], () => moveBy(page())],
    ["pageUp", "Page up", ["PageUp"], () => moveBy(-page())],
    ["first", "First scheme", ["Home"], () => moveTo(0)],
    ["last", "Last scheme", ["End"], () => moveTo(found.length - 1)],
    ["open", "Read the open scheme", ["Enter"], enter],
  ];
  useActions([
    { id: "schemes.find", name: "Find a scheme", keys: ["/", "Mod+F"], scope: "Schemes", icon: "search", run: toField },
    ...moves.map(([id, name, keys, run]) => ({ id: `schemes.${id}`, name, keys, scope: "Schemes", keyOnly: true, run })),
  ]);
}
