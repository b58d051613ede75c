import { useCallback, useState } from "react";
import type { PageRunRows } from "../../../core/generated/PageRunRows";
import type { RunRow } from "../../../core/generated/RunRow";
import { useCommands } from "../../../core/queries";
import type { CallFailed } from "../../../core/transport";

/** Rows of one page. */
const PAGE = 100;

/** The rows on screen. */
export type RunRows = {
  rowAt: (index: number) => RunRow | undefined;
  /** Where the row of an exchange stands, when it is here. */
  indexOf: (position: number) => number | null;
  onRange: (first: number, last: number) => void;
  failure: CallFailed | null;
  retry: () => void;
};

/** Which rows are meant. */
export type RowsOf = Omit<PageRunRows, "from" | "limit">;

/** Fetches the pages that are on screen; they follow the run while it goes on. */
export function useRunRows(of: RowsOf): RunRows {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const from = Math.floor(range.first / PAGE);
  const count = Math.floor(range.last / PAGE) - from + 1;
  const pages = Array.from({ length: count }, (_, step) => ({ ...of, from: (from + step) * PAGE, limit: PAGE }));
  const answers = useCommands("runs.rows", pages);
  const failed = answers.find(({ isError, data }) => isError && data === undefined);
  const rows = answers.map(({ data }) => data ?? []);
  return {
    rowAt: (index) => rows[Math.floor(index / PAGE) - from]?.[index % PAGE],
    indexOf: (position) => indexOf(rows, from, position),
    onRange: useCallback((first: number, last: number) => setRange({ first, last }), []),
    failure: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

function indexOf(pages: RunRow[][], from: number, position: number): number | null {
  for (const [page, rows] of pages.entries()) {
    const within = rows.findIndex((row) => row.position === position);
    if (within >= 0) return (from + page) * PAGE + within;
  }
  return null;
}
