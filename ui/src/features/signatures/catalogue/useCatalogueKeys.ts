// The keys of the catalogue.
import { useActions } from "../../../shell/keys";
import { listMoves } from "../../../shell/listMoves";
import type { CatalogueState } from "./useCatalogue";

export type CatalogueMoves = {
  toField: () => void;
  /** Goes on to the open scheme's page. */
  enter: () => void;
};

/** Registers what the list can do, for as long as it is on screen. */
export function useCatalogueKeys({ schemes, failure, moveBy, moveTo, found, list }: CatalogueState, { toField, enter }: CatalogueMoves): void {
  const waits = schemes === undefined && failure === null;
  useActions([
    { id: "schemes.find", name: "Find a scheme", keys: ["/", "Mod+F"], scope: "Schemes", icon: "search", waits, run: toField },
    ...listMoves({
      scope: "Schemes",
      id: "schemes",
      row: "scheme",
      moveBy,
      pageLength: () => list.current?.pageLength() ?? 1,
      toFirst: () => moveTo(0),
      toLast: () => moveTo(found.length - 1),
      waits,
    }),
    { id: "schemes.open", name: "Read the open scheme", keys: ["Enter"], scope: "Schemes", keyOnly: true, waits, run: enter },
  ]);
}
