// The endpoints there are, by id as rows need them.
import { useMemo } from "react";
import { nothing } from "../../core/client";
import type { EndpointOverview } from "../../core/generated/EndpointOverview";
import { useCommand } from "../../core/queries";

/** Every endpoint, in the order of the list. */
export function useEndpoints() {
  const { data, error, refetch } = useCommand("endpoints.list", nothing);
  const byId = useMemo(() => new Map<string, EndpointOverview>((data ?? []).map((each) => [each.endpoint.id, each])), [data]);
  return { endpoints: data, byId, error, retry: () => void refetch() };
}
