import { useMemo } from "react";
import { nothing } from "../../../core/client";
import type { CaptureDetail } from "../../../core/generated/CaptureDetail";
import { useCommand } from "../../../core/queries";
import { useBytes } from "../../../core/useBytes";
import { afreshRefusal } from "./afresh";
import type { Original } from "./draft";
import { lineEndsOf } from "./lineEnds";

/** Longest body that is edited. */
const EDITABLE = 1024 * 1024;

/** What is known about the capture to send. */
export type OriginalState = {
  /** The request as it came; `null` until it is here, or when it is not to be edited. */
  original: Original | null;
  /** Why the body is not edited, or what editing does to it. */
  note: string | null;
  /** Why it cannot be signed afresh. */
  refusal: string | null;
  /** Why it could not be read. */
  problem: string | null;
};

/** Reads a single capture; of several nothing is known before they are sent. */
export function useOriginal(capture: string | null, edited: boolean): OriginalState {
  const detail = useCommand("captures.detail", { id: capture ?? "" }, { enabled: capture !== null });
  const sources = useCommand("sources.list", nothing).data;
  const source = detail.data?.capture.source;
  const wanted = edited && detail.data !== undefined && unreadable(detail.data) === null;
  const body = useBytes(wanted ? `captures/${capture}/body` : null);
  const read = useMemo(() => readRequest(detail.data, body.data?.bytes), [detail.data, body.data]);
  const overview = sources?.find((one) => one.source.name === source);
  return {
    original: edited && read !== null && (!wanted || body.data !== undefined) ? read.original : null,
    note: edited ? (read?.note ?? null) : null,
    refusal: source === undefined || sources === undefined ? null : afreshRefusal(source, overview),
    problem: detail.error?.message ?? body.error?.message ?? null,
  };
}

function readRequest(detail: CaptureDetail | undefined, bytes: Uint8Array | undefined): Pick<OriginalState, "original" | "note"> | null {
  if (detail === undefined) return null;
  const text = bytes === undefined ? null : textOf(bytes);
  const original = { method: detail.capture.method, headers: detail.headers, body: text };
  const undecodable = bytes !== undefined && text === null ? "The body is not UTF-8 text: it is sent as it came." : null;
  const mixed = text !== null && lineEndsOf(text) === "mixed" ? "Lines end in several ways here; once changed, all end with a line feed." : null;
  return { original, note: unreadable(detail) ?? undecodable ?? mixed };
}

function unreadable({ capture }: CaptureDetail): string | null {
  return capture.size > EDITABLE ? "The body is longer than 1 MB: it is not edited and sent as it came." : null;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
