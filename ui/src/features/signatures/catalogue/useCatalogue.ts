// What the catalogue shows, and which scheme is open; both stand in the address.
import { type RefObject, useEffect, useRef } from "react";
import type { VirtualListHandle } from "../../../components/VirtualList";
import { nothing } from "../../../core/client";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import type { CallFailed } from "../../../core/transport";
import { type ChangeSignatures, useSignaturesSearch } from "../../../shell/signatures";
import { filterOf, filterSchemes, type SchemeFilter } from "./schemeFilter";

/** The catalogue as the view needs it. */
export type CatalogueState = {
  /** `undefined` until they are read. */
  schemes: SchemeSummary[] | undefined;
  failure: CallFailed | null;
  retry: () => void;
  filter: SchemeFilter;
  setFilter: (part: Partial<SchemeFilter>) => void;
  found: SchemeSummary[];
  /** The open one. */
  open: SchemeSummary | undefined;
  /** Its row; `null` when it is not among what is found. */
  cursor: number | null;
  list: RefObject<VirtualListHandle | null>;
  moveTo: (row: number) => void;
  moveBy: (rows: number) => void;
};

/** Reads the schemes and follows the address. */
export function useCatalogue(): CatalogueState {
  const [search, change] = useSignaturesSearch();
  const { data: schemes, error, refetch } = useCommand("schemes.list", nothing);
  const list = useRef<VirtualListHandle>(null);
  const filter = filterOf(search);
  const found = filterSchemes(schemes ?? [], filter);
  const at = found.findIndex(({ id }) => id === search.scheme);
  const cursor = at < 0 ? null : at;
  useRevealed(list, cursor);
  const moveTo = (row: number) => {
    const next = Math.max(0, Math.min(found.length - 1, row));
    if (found[next] === undefined) return;
    list.current?.reveal(next);
    change({ scheme: found[next].id }, "replace");
  };
  return {
    schemes,
    failure: error,
    retry: () => void refetch(),
    filter,
    setFilter: (part) => setFilter(change, { ...filter, ...part }),
    found,
    open: schemes?.find(({ id }) => id === search.scheme),
    cursor,
    list,
    moveTo,
    moveBy: (rows) => moveTo(cursor === null ? 0 : cursor + rows),
  };
}

function setFilter(change: ChangeSignatures, { find, algorithm, only, mark }: SchemeFilter): void {
  change({ find, algorithm, only: only.join(","), mark }, "replace");
}

/** Brings the open scheme into view once, when it was named by the address. */
function useRevealed(list: RefObject<VirtualListHandle | null>, cursor: number | null): void {
  const shown = useRef(false);
  useEffect(() => {
    if (cursor === null || shown.current) return;
    shown.current = true;
    // The list knows its height one frame after it is there.
    const frame = requestAnimationFrame(() => list.current?.reveal(cursor));
    return () => cancelAnimationFrame(frame);
  }, [list, cursor]);
}
