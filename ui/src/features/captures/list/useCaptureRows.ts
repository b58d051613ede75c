// The rows of the Captures page, whether they are listed or searched.
import type { CallFailed } from "../../../core/transport";
import type { Capture } from "../../../core/generated/Capture";
import { indexOf, rowAt } from "../../../core/listPages";
import { useCommand } from "../../../core/queries";
import { type Looked, useHeldList } from "./useHeldList";
import { type Search, useSearch } from "./useSearch";

/** What the list shows and can do. */
export type CaptureRows = {
  /** `null` until it is known. */
  count: number | null;
  rowAt: (index: number) => Capture | undefined;
  indexOf: (id: string) => number | null;
  /** How many arrived since. */
  newer: number;
  /** Takes what arrived. */
  catchUp: () => void;
  /** A running or finished search, when the filter has text terms. */
  search: Search | null;
  failure: CallFailed | null;
  retry: () => void;
  /** Tells that rows were pinned, deleted or brought back. */
  patch: (change: (rows: Capture[]) => Capture[], moved: boolean) => void;
};

/** Rows under a filter, current as far as nothing is being read. */
export function useCaptureRows(looked: Looked): CaptureRows {
  const list = useHeldList(looked);
  const searched = list.newest?.needs_search === true;
  const search = useSearch(looked.filter, searched);
  // Counted from where the search began: counting from the first hit would look through the rest again and again.
  const newer = useCommand("captures.newer", { filter: looked.filter, than: search.since }, { enabled: searched && search.since !== null });
  if (searched) return searchedRows(search, newer.data?.count ?? 0);
  const { outline, pages } = list;
  return {
    count: outline?.total ?? null,
    rowAt: (index) => rowAt(index, outline?.page_size ?? 1, pages),
    indexOf: (id) => (outline ? indexOf(id, outline, pages) : null),
    newer: list.newer,
    catchUp: list.catchUp,
    search: null,
    failure: list.failure,
    retry: list.retry,
    patch: (_, moved) => moved && list.catchUp(),
  };
}

function searchedRows(search: Search, newer: number): CaptureRows {
  const { rows } = search;
  const indexOfRow = (id: string) => {
    const at = rows.findIndex((row) => row.id === id);
    return at < 0 ? null : at;
  };
  return {
    count: rows.length,
    rowAt: (index) => rows[index],
    indexOf: indexOfRow,
    newer,
    catchUp: () => search.again("anew"),
    search,
    failure: search.failure,
    retry: () => search.again("on"),
    patch: (change) => search.patch(change),
  };
}
