// What the address of a run says: which rows are shown, in which order, beside which run.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { RowsOrder } from "../../../core/generated/RowsOrder";
import type { RowsShown } from "../../../core/generated/RowsShown";

/** Parts of the address; what is absent has its usual value. */
export type RunSearch = {
  /** Rows that are shown; else all. */
  show?: RowsShown | undefined;
  /** Their order; else regressed ones first. */
  order?: RowsOrder | undefined;
  /** Id of the run to compare with; else the last of the same set. */
  against?: string | undefined;
};

const shown: readonly string[] = ["fixed", "regressed", "failed"] satisfies RowsShown[];

/** Reads the address's parts and drops what is empty or unknown. */
export function runSearch(raw: Record<string, unknown>): RunSearch {
  const { show, order, against } = raw;
  return {
    ...(typeof show === "string" && shown.includes(show) ? { show: show as RowsShown } : {}),
    ...(order === "as_sent" ? { order: "as_sent" as const } : {}),
    ...(typeof against === "string" && /^run_\d+$/.test(against) ? { against } : {}),
  };
}

/** What the address says of this run, and how to change parts of it. */
export function useRunSearch(run: string): [RunSearch, (change: RunSearch) => void] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = useMemo(() => runSearch(raw), [raw]);
  const change = useCallback(
    (parts: RunSearch) => void navigate({ to: "/replays/$run", params: { run }, search: (now: Record<string, unknown>) => runSearch({ ...now, ...parts }), replace: true }),
    [navigate, run],
  );
  return [search, change];
}

/** Opens a run's page, or that of all runs. */
export function useOpenRun(): (run: string | null) => void {
  const navigate = useNavigate();
  return useCallback(
    (run) => void (run === null ? navigate({ to: "/replays", search: {} }) : navigate({ to: "/replays/$run", params: { run }, search: {} })),
    [navigate],
  );
}
