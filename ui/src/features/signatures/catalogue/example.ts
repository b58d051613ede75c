// A scheme's example as something to check and to put on the bench. Pure.
import type { Example } from "../../../core/generated/Example";
import type { VerifyRequest } from "../../../core/generated/VerifyRequest";
import { type BenchDraft, emptyBench, partsOf } from "../bench/draft";

/** The check of an example, at the time it was signed. */
export function checkOf(id: string, example: Example): VerifyRequest {
  return {
    request: { method: example.method, url: example.url, headers: example.headers, body: { text: example.body } },
    scheme: { id },
    secrets: { typed: [example.secret] },
    tolerance_seconds: null,
    future: null,
    now: new Date(example.now_unix * 1000).toISOString(),
  };
}

/** The same on the bench. */
export function draftOf(id: string, example: Example): BenchDraft {
  const { request } = checkOf(id, example);
  return { ...emptyBench, ...partsOf(request), scheme: { id }, secrets: [example.secret], clock: String(example.now_unix) };
}
