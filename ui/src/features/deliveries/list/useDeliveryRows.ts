// The rows of a list of deliveries: its shape, and the pages on screen.
import { useState } from "react";
import type { Delivery } from "../../../core/generated/Delivery";
import type { DeliveryOutline } from "../../../core/generated/DeliveryOutline";
import { indexOf, pagesOf, pageWith, type Range, rowAt } from "../../../core/listPages";
import { useCommand, useCommands } from "../../../core/queries";
import type { CallFailed } from "../../../core/transport";

/** Rows of the first page while the list follows what arrives. */
const HEAD_ROWS = 200;

/** What of the list is looked at. */
export type Looked = {
  filter: string;
  /** Rows on screen. */
  range: Range;
  /** The open delivery: its page is fetched, too, so that its row is known. */
  open: string | undefined;
  /** New rows may come in where they belong. */
  follows: boolean;
};

/** What the list shows. */
export type DeliveryRows = {
  /** `null` until it is known. */
  count: number | null;
  rowAt: (index: number) => Delivery | undefined;
  indexOf: (id: string) => number | null;
  /** How many came since. */
  newer: number;
  /** Takes what came. */
  catchUp: () => void;
  failure: CallFailed | null;
  retry: () => void;
};

/**
 * Rows under a filter: their states are always current, and what is read stays in its place.
 *
 * Deliveries change while they are listed, so that under a filter some leave: then the list
 * closes up, for holding on to its shape would show holes.
 */
export function useDeliveryRows({ filter, range, open, follows }: Looked): DeliveryRows {
  const outline = useCommand("deliveries.outline", { filter });
  const [held, setHeld] = useState<DeliveryOutline | null>(null);
  const newest = outline.data;
  const shrunk = held !== null && newest !== undefined && newest.total < held.total;
  const moves = follows || held === null || shrunk;
  const shape = moves ? (newest ?? held) : held;
  if (shape !== held) setHeld(shape);
  const pages = usePages(filter, shape, { range, open, moves });
  const failed = [outline, ...pages.answers].find((query) => query.isError && query.data === undefined);
  return {
    count: shape?.total ?? null,
    rowAt: (index) => rowAt(index, shape?.page_size ?? 1, pages.rows),
    indexOf: (id) => (shape === null ? null : indexOf(id, shape, pages.rows)),
    newer: moves || newest === undefined || held === null ? 0 : Math.max(0, newest.total - held.total),
    catchUp: () => newest && setHeld(newest),
    failure: failed?.error ?? null,
    retry: () => [outline, ...pages.answers].filter((query) => query.isError).forEach((query) => void query.refetch()),
  };
}

type Wanted = Pick<Looked, "range" | "open"> & { moves: boolean };

function usePages(filter: string, shape: DeliveryOutline | null, { range, open, moves }: Wanted) {
  const wanted = shape ? pagesOf(range, shape) : [];
  const openPage = shape && open ? pageWith(open, shape.starts) : null;
  if (openPage !== null && !wanted.includes(openPage)) wanted.push(openPage);
  const limit = Math.max(1, shape?.page_size ?? HEAD_ROWS);
  // The first page is asked for as the newest rows while the list moves, so that it never blinks.
  const from = (page: number) => (page === 0 && moves ? null : (shape?.starts[page] ?? null));
  const answers = useCommands("deliveries.page", wanted.map((page) => ({ filter, from: from(page), limit })));
  const rows = new Map<number, Delivery[]>();
  wanted.forEach((page, at) => {
    const data = answers[at]?.data;
    if (data !== undefined) rows.set(page, data);
  });
  return { rows, answers };
}
