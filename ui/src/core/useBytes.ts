// Bytes of a body or head as React sees them.
import { queryOptions, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ByteRange, type FetchedBytes, fetchBytes } from "./bytes";
import { useCore } from "./Core";
import type { CallFailed, Transport } from "./transport";

/** Bytes of `/bytes/{path}`; what is stored under one id never changes, so they are never stale. */
export function useBytes(path: string | null, range?: ByteRange): UseQueryResult<FetchedBytes, CallFailed> {
  const { transport } = useCore();
  return useQuery({ ...bytesQuery(transport, path ?? "", range), enabled: path !== null });
}

/** Slices of `/bytes/{path}` in the order of their ranges: the pages of a long body. */
export function useByteSlices(path: string, ranges: ByteRange[]): UseQueryResult<FetchedBytes, CallFailed>[] {
  const { transport } = useCore();
  return useQueries({ queries: ranges.map((range) => bytesQuery(transport, path, range)) });
}

/** Fetches `/bytes/{path}` whole, once, for handlers that need it at once (copying it). */
export function useFetchBytes(): (path: string) => Promise<FetchedBytes> {
  const { transport } = useCore();
  return (path) => fetchBytes(transport, path);
}

/** Address of `/bytes/{path}`, for downloads. */
export function useBytesUrl(): (path: string) => string {
  const { transport } = useCore();
  return transport.bytesUrl;
}

function bytesQuery(transport: Transport, path: string, range: ByteRange | undefined) {
  return queryOptions<FetchedBytes, CallFailed>({
    queryKey: ["bytes", path, range],
    queryFn: ({ signal }) => fetchBytes(transport, path, range, signal),
    structuralSharing: false,
  });
}
