// The bytes of a body as far as they are wanted, and as text.
import { useMemo, useState } from "react";
import type { BodyFacts } from "../../../../core/generated/BodyFacts";
import type { CallFailed } from "../../../../core/transport";
import { useBytes, useFetchBytes } from "../../../../core/useBytes";

/** Read at first: enough to look at, quick to lay out. */
const FIRST_BYTES = 2 * 1024 * 1024;

/** A body as far as it is here. */
export type Body = {
  /** Where its bytes are, as they came or decoded. */
  path: string;
  decoded: boolean;
  setDecoded: (decoded: boolean) => void;
  /** `null` until it is here. */
  text: string | null;
  /** Bytes behind `text`, and all there are. */
  read: number;
  total: number;
  /** Reads all of it. */
  readAll: () => void;
  /** All of it is on its way. */
  reading: boolean;
  /** All of it as text, whatever is shown. */
  wholeText: () => Promise<string>;
  /** All of it as base64. */
  wholeBase64: () => Promise<string>;
  failure: CallFailed | null;
  retry: () => void;
};

/** Reads a body's beginning, and the rest when asked to. */
export function useBody(capture: string, facts: BodyFacts): Body {
  const [decoded, setDecoded] = useState(facts.encoding !== null);
  const [whole, setWhole] = useState(false);
  const fetchBytes = useFetchBytes();
  const path = `captures/${capture}/${decoded ? "decoded" : "body"}`;
  const beginning = useBytes(facts.size === 0 ? null : path, { start: 0, end: FIRST_BYTES });
  const all = useBytes(whole ? path : null);
  const data = all.data ?? beginning.data;
  const text = useMemo(() => (data === undefined ? null : textOf(data.bytes)), [data]);
  return {
    path,
    decoded,
    setDecoded,
    text,
    read: data?.bytes.length ?? 0,
    total: data?.total ?? facts.size,
    readAll: () => setWhole(true),
    wholeText: async () => textOf((await fetchBytes(path)).bytes),
    wholeBase64: async () => base64Of((await fetchBytes(path)).bytes),
    reading: all.isFetching,
    failure: beginning.error ?? all.error,
    retry: () => [beginning, all].filter((query) => query.isError).forEach((query) => void query.refetch()),
  };
}

function textOf(bytes: Uint8Array): string {
  // A byte order mark stays: it is one of the things one comes here to see.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}
