// What the address of the Deliveries page says: which part, which filter, what is open.
//
// Every page may lead there; bodies and secrets stay out of it.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { History } from "./search";

const parts = ["view", "filter", "delivery", "tab", "attempt", "endpoint", "since"] as const;

/** Part and selection of the Deliveries page; what is absent has its usual value. */
export type DeliveriesSearch = {
  /** `endpoints` or `dead`; else the deliveries. */
  view?: string | undefined;
  /** Filter text of the list; absent shows all. */
  filter?: string | undefined;
  /** Id of the open delivery. */
  delivery?: string | undefined;
  /** Open tab of its detail. */
  tab?: string | undefined;
  /** Id of the attempt that is looked at. */
  attempt?: string | undefined;
  /** Id of the open endpoint. */
  endpoint?: string | undefined;
  /** From when on dead letters are shown: `1h`. */
  since?: string | undefined;
};

/** Changes parts of the address; a part that is `undefined` leaves it. */
export type ChangeDeliveries = (change: DeliveriesSearch, history?: History) => void;

/** Reads the address's parts and drops what is empty or unknown. */
export function deliveriesSearch(raw: Record<string, unknown>): DeliveriesSearch {
  const search: DeliveriesSearch = {};
  for (const part of parts) {
    const value = raw[part];
    if (typeof value === "string" && value !== "") search[part] = value;
  }
  return search;
}

/** What the address says of the Deliveries page, and how to change parts of it. */
export function useDeliveriesSearch(): [DeliveriesSearch, ChangeDeliveries] {
  const raw = useLocation({ select: (location) => location.search as Record<string, unknown> });
  const navigate = useNavigate();
  const search = useMemo(() => deliveriesSearch(raw), [raw]);
  const change = useCallback<ChangeDeliveries>(
    (change, history = "push") =>
      void navigate({
        to: "/deliveries",
        search: (now: Record<string, unknown>) => deliveriesSearch({ ...now, ...change }),
        replace: history === "replace",
      }),
    [navigate],
  );
  return [search, change];
}
