// What the address of the Providers page says: which view, which profile or emulation, what is open.
//
// Every page may lead there; credentials stay out of it.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { History } from "./search";

const parts = ["view", "profile", "delivery", "run", "endpoint", "call", "kind", "provider", "part", "record", "request"] as const;

/** View and selection of the Providers page; what is absent has its usual value. */
export type ProvidersSearch = {
  /** `endpoints`, `calls` or `emulation`; else the deliveries of profiles. */
  view?: string | undefined;
  /** Name of the profile that is shown alone. */
  profile?: string | undefined;
  /** The delivery to redeliver, by its profile and the provider's id: `name/id`. */
  delivery?: string | undefined;
  /** The run whose deliveries are listed, for providers that list by run. */
  run?: string | undefined;
  /** The endpoint that is open, by its profile and the provider's id: `name/id`. */
  endpoint?: string | undefined;
  /** The call that is looked at. */
  call?: string | undefined;
  /** The kind that calls are narrowed to. */
  kind?: string | undefined;
  /** Id of the emulated provider. */
  provider?: string | undefined;
  /** Part of its page: `requests`, `keys` or `behaviour`; else what it holds. */
  part?: string | undefined;
  /** The open record of an emulation. */
  record?: string | undefined;
  /** The open request to an emulation. */
  request?: string | undefined;
};

/** Changes parts of the address; a part that is `undefined` leaves it. */
export type ChangeProviders = (change: ProvidersSearch, history?: History) => void;

/** Reads the address's parts and drops what is empty or unknown. */
export function providersSearch(raw: Record<string, unknown>): ProvidersSearch {
  const search: ProvidersSearch = {};
  for (const part of parts) {
    const value = raw[part];
    if (typeof value === "string" && value !== "") search[part] = value;
  }
  return search;
}

/** What the address says of the Providers page, and how to change parts of it. */
export function useProvidersSearch(): [ProvidersSearch, ChangeProviders] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = useMemo(() => providersSearch(raw), [raw]);
  const change = useCallback<ChangeProviders>(
    (change, history = "push") =>
      void navigate({
        to: "/providers",
        search: (now: Record<string, unknown>) => providersSearch({ ...now, ...change }),
        replace: history === "replace",
      }),
    [navigate],
  );
  return [search, change];
}
