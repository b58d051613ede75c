// What the address says: which captures are shown, which one is open, at which tab.
//
// Every page may read and change it; where it leads is always the Captures page.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

/** Filter and selection of the Captures page. */
export type CapturesSearch = {
  /** Filter text; absent shows all. */
  filter?: string | undefined;
  /** Id of the open capture. */
  capture?: string | undefined;
  /** Open tab of the detail. */
  tab?: string | undefined;
};

/** `push` makes Back return to what is shown now; moving a cursor replaces. */
export type History = "push" | "replace";

/** Reads the address's parts and drops what is empty or unknown. */
export function capturesSearch(raw: Record<string, unknown>): CapturesSearch {
  const search: CapturesSearch = {};
  for (const part of ["filter", "capture", "tab"] as const) {
    const value = raw[part];
    if (typeof value === "string" && value !== "") search[part] = value;
  }
  return search;
}

/** The address's filter and selection, and how to change parts of them. */
export function useCapturesSearch(): [CapturesSearch, (change: CapturesSearch, history?: History) => void] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = useMemo(() => capturesSearch(raw), [raw]);
  const change = useCallback(
    (parts: CapturesSearch, history: History = "push") =>
      void navigate({
        to: "/",
        search: (now: Record<string, unknown>) => capturesSearch({ ...now, ...parts }),
        replace: history === "replace",
      }),
    [navigate],
  );
  return [search, change];
}

/** Parts of an address as plain text, without quotes around what looks like a number. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The opposite of `parseSearch`. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).filter((part): part is [string, string] => typeof part[1] === "string" && part[1] !== "");
  const text = new URLSearchParams(parts).toString();
  return text === "" ? "" : `?${text}`;
}
