// Bodies and heads as the bytes they are: they never pass through a command,
// and nothing here turns them into text.
import { asCallFailed, CallFailed, type Transport } from "./transport";

/** A slice of bytes: `start` inclusive, `end` exclusive. */
export type ByteRange = { start: number; end: number };

/** What was fetched, and how long the whole is. */
export type FetchedBytes = { bytes: Uint8Array; total: number };

/** Fetches `/bytes/{path}` (`captures/{id}/body`), or a slice of it; rejects with `CallFailed`. */
export async function fetchBytes(
  transport: Transport,
  path: string,
  range?: ByteRange,
  signal?: AbortSignal,
): Promise<FetchedBytes> {
  const response = await fetch(transport.bytesUrl(path), {
    headers: range ? { range: `bytes=${range.start}-${range.end - 1}` } : {},
    signal: signal ?? null,
  });
  if (!response.ok) throw await refusal(response, path);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, total: totalLength(response.headers.get("content-range")) ?? bytes.length };
}

/** The whole length in `bytes 0-99/1234`. */
export function totalLength(contentRange: string | null): number | null {
  const total = contentRange?.match(/\/(\d+)$/)?.[1];
  return total === undefined ? null : Number(total);
}

async function refusal(response: Response, path: string): Promise<CallFailed> {
  try {
    return asCallFailed(await response.json());
  } catch {
    return new CallFailed({ code: "failed", message: `${path} could not be read (${response.status}).` });
  }
}
