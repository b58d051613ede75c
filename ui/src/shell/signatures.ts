// What the address of the Signatures page says: which view, which scheme, what is looked for.
//
// Every page may lead there; what is pasted and every secret stay out of it.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { History } from "./search";

const parts = ["view", "tab", "capture", "scheme", "edit", "find", "algorithm", "only", "mark", "probe", "running"] as const;

/** View and selection of the Signatures page; what is absent has its usual value. */
export type SignaturesSearch = {
  /** `catalogue`, `own` or `probe`; else the bench. */
  view?: string | undefined;
  /** Open tab of the bench. */
  tab?: string | undefined;
  /** A capture whose request is put on the bench. */
  capture?: string | undefined;
  /** The scheme that is open in the catalogue. */
  scheme?: string | undefined;
  /** The scheme of one's own that is edited; `new` begins one. */
  edit?: string | undefined;
  /** Words looked for in the catalogue. */
  find?: string | undefined;
  /** Only schemes of this algorithm. */
  algorithm?: string | undefined;
  /** Only schemes with these traits, with commas between. */
  only?: string | undefined;
  /** Only schemes with this confidence mark. */
  mark?: string | undefined;
  /** The report of a probe, by id. */
  probe?: string | undefined;
  /** A probe that is under way, by its number. */
  running?: string | undefined;
};

/** Changes parts of the address; a part that is `undefined` leaves it. */
export type ChangeSignatures = (change: SignaturesSearch, history?: History) => void;

/** Reads the address's parts and drops what is empty or unknown. */
export function signaturesSearch(raw: Record<string, unknown>): SignaturesSearch {
  const search: SignaturesSearch = {};
  for (const part of parts) {
    const value = raw[part];
    if (typeof value === "string" && value !== "") search[part] = value;
  }
  return search;
}

/** What the address says of the Signatures page, and how to change parts of it. */
export function useSignaturesSearch(): [SignaturesSearch, ChangeSignatures] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = useMemo(() => signaturesSearch(raw), [raw]);
  const change = useCallback<ChangeSignatures>(
    (change, history = "push") =>
      void navigate({
        to: "/signatures",
        search: (now: Record<string, unknown>) => signaturesSearch({ ...now, ...change }),
        replace: history === "replace",
      }),
    [navigate],
  );
  return [search, change];
}
