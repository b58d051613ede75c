// The list of captures without text terms: its shape, and the pages on screen.
import { useState } from "react";
import type { CallFailed } from "../../../core/transport";
import type { Capture } from "../../../core/generated/Capture";
import type { CaptureOutline } from "../../../core/generated/CaptureOutline";
import { type Held as HeldOf, hasShrunk, nextHeld } from "../../../core/heldList";
import { pagesOf, pageWith, type Range } from "../../../core/listPages";
import { useCommand, useCommands } from "../../../core/queries";

type Held = HeldOf<Capture, CaptureOutline>;

/** Rows of the first page while the list follows what arrives. */
const HEAD_ROWS = 200;

/** What of the list is looked at. */
export type Looked = {
  filter: string;
  /** Rows on screen. */
  range: Range;
  /** The open capture: its page is fetched, too, so that its row is known. */
  capture: string | undefined;
  /** New rows may come in where they belong. */
  follows: boolean;
};

/** The list as it is held on screen. */
export type HeldList = {
  /** `null` until the first answer. */
  outline: CaptureOutline | null;
  /** The newest shape there is; a text filter has no other. */
  newest: CaptureOutline | undefined;
  pages: ReadonlyMap<number, Capture[]>;
  /** How many captures arrived since. */
  newer: number;
  /** Takes the newest shape once, even while something is read. */
  catchUp: () => void;
  failure: CallFailed | null;
  retry: () => void;
};

/** Keeps the list current at its top, and keeps what is read elsewhere. */
export function useHeldList({ filter, range, capture, follows }: Looked): HeldList {
  const [mine, setMine] = useState<{ held: Held | null; catching: boolean }>({ held: null, catching: false });
  const outline = useCommand("captures.outline", { filter });
  const searched = outline.data?.needs_search === true;
  const moves = follows || mine.catching || mine.held === null || hasShrunk(mine.held, outline.data);
  const head = useCommand("captures.page", { filter, from: null, limit: HEAD_ROWS }, { enabled: moves && !searched && outline.isSuccess });
  const held = nextHeld(mine.held, { outline: searched ? undefined : outline.data, head: head.data, follows: moves });
  const caughtUp = held?.outline === outline.data && !outline.isFetching && !head.isFetching;
  const catching = mine.catching && !caughtUp;
  if (held !== mine.held || catching !== mine.catching) setMine({ held, catching });
  const pages = usePages(filter, held, { range, capture, moves });
  const newer = useCommand("captures.newer", { filter, than: held?.outline.starts[0] ?? null }, { enabled: held !== null && !follows });
  const failed = [outline, head, ...pages.answers].find((query) => query.isError && query.data === undefined);
  return {
    outline: held?.outline ?? null,
    newest: outline.data,
    pages: pages.rows,
    newer: follows ? 0 : (newer.data?.count ?? 0),
    catchUp: () => {
      setMine({ held, catching: true });
      void outline.refetch();
    },
    failure: failed?.error ?? null,
    retry: () => [outline, head, ...pages.answers].filter((query) => query.isError).forEach((query) => void query.refetch()),
  };
}

type Wanted = { range: Range; capture: string | undefined; moves: boolean };

function usePages(filter: string, held: Held | null, { range, capture, moves }: Wanted) {
  const shape = held?.outline;
  const wanted = shape ? pagesOf(range, shape) : [];
  const open = shape && capture ? pageWith(capture, shape.starts) : null;
  if (open !== null && !wanted.includes(open)) wanted.push(open);
  // The head is the first page while the list moves; asking for both would ask twice.
  const asked = wanted.filter((page) => page !== 0 || !moves);
  const limit = Math.max(1, shape?.page_size ?? HEAD_ROWS);
  const answers = useCommands("captures.page", asked.map((page) => ({ filter, from: shape?.starts[page] ?? null, limit })));
  const rows = new Map<number, Capture[]>();
  if (held !== null) rows.set(0, held.head);
  asked.forEach((page, at) => {
    const data = answers[at]?.data;
    if (data !== undefined) rows.set(page, data);
  });
  return { rows, answers };
}
