// The endpoints as a list: their health, the open one, and what keys do.
import { useCallback, useRef, useState } from "react";
import { quoted } from "../../../components/filterTerms";
import { useNow } from "../../../components/useNow";
import type { VirtualListHandle } from "../../../components/VirtualList";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { useCommands } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useEndpoints } from "../useEndpoints";
import { type Health, healthOf, type LastAnswer } from "./health";

/** Deliveries whose answers are shown of each endpoint. */
const ANSWERS = 14;
/** An endpoint with all that its row shows. */
export type EndpointRow = { overview: EndpointOverview; answers: LastAnswer[]; health: Health };

/** Every endpoint with its health, and the one that is open. */
export function useEndpointList() {
  const { endpoints, error, retry } = useEndpoints();
  const [{ endpoint: open }, change] = useDeliveriesSearch();
  const list = useRef<VirtualListHandle>(null);
  const now = useNow();
  const [range, setRange] = useState({ first: 0, last: 0 });
  // Only what is on screen, or open, is asked about.
  const asked = (endpoints ?? []).filter(({ endpoint }, index) => (index >= range.first && index <= range.last) || endpoint.id === open);
  const found = useCommands("deliveries.page", asked.map(({ endpoint }) => ({ filter: endpointFilter(endpoint.name), from: null, limit: ANSWERS })));
  const answers = new Map(asked.map(({ endpoint }, index) => [endpoint.id, found[index]?.data ?? []]));
  const rows = endpoints?.map((overview): EndpointRow => {
    const last = answers.get(overview.endpoint.id) ?? [];
    return { overview, answers: last, health: healthOf(overview, last, now) };
  });
  const cursor = rows?.findIndex(({ overview }) => overview.endpoint.id === open) ?? -1;
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min((rows?.length ?? 0) - 1, index));
    const row = rows?.[next];
    if (row === undefined) return;
    change({ endpoint: row.overview.endpoint.id }, "replace");
    list.current?.reveal(next);
    list.current?.focus();
  };
  return {
    rows,
    error,
    retry,
    list,
    now,
    cursor: cursor < 0 ? null : cursor,
    opened: cursor < 0 ? undefined : rows?.[cursor],
    onRange: useCallback((first: number, last: number) => setRange({ first, last }), []),
    moveTo,
    moveBy: (steps: number) => moveTo(cursor < 0 ? 0 : cursor + steps),
  };
}

/** The list as its parts see it. */
export type EndpointListState = ReturnType<typeof useEndpointList>;

/** The filter that shows one endpoint's deliveries. */
export function endpointFilter(name: string): string {
  return `endpoint:${quoted(name)}`;
}
