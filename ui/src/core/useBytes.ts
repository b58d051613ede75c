// Bytes of a body or head as React sees them.
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type ByteRange, type FetchedBytes, fetchBytes } from "./bytes";
import { useCore } from "./Core";
import type { CallFailed } from "./transport";

/** Bytes of `/bytes/{path}`; what is stored under one id never changes, so they are never stale. */
export function useBytes(path: string | null, range?: ByteRange): UseQueryResult<FetchedBytes, CallFailed> {
  const { transport } = useCore();
  return useQuery<FetchedBytes, CallFailed>({
    queryKey: ["bytes", path, range],
    queryFn: ({ signal }) => fetchBytes(transport, path ?? "", range, signal),
    enabled: path !== null,
    structuralSharing: false,
  });
}

/** Address of `/bytes/{path}`, for downloads. */
export function useBytesUrl(): (path: string) => string {
  const { transport } = useCore();
  return transport.bytesUrl;
}
