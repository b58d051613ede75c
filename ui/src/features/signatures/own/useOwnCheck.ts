// A definition tried as it is typed, on the bench's request or on a capture.
import { useState } from "react";
import type { CheckedScheme } from "../../../core/generated/CheckedScheme";
import type { RequestBody } from "../../../core/generated/RequestBody";
import type { Subject } from "../../../core/generated/Subject";
import { useCommand } from "../../../core/queries";
import { useBytes } from "../../../core/useBytes";
import { hasSecrets, isReadable, requestOf, secretsOf } from "../bench/draft";
import { type Bench, useBench } from "../bench/useBench";
import { asBody } from "../bytes";
import { type Live, useLive } from "../useLive";

/** What it is tried on, and what came of it. */
export type OwnCheckState = Live<CheckedScheme> & {
  bench: Bench;
  /** The bench has a request. */
  benchReady: boolean;
  /** The capture it is tried on; `null` is the bench's request. */
  capture: string | null;
  /** That capture in words. */
  captureName: string | null;
  setCapture: (capture: string | null) => void;
  /** The body of what it is tried on. */
  body: RequestBody | null;
};

/** Tries a definition; without a request it is only read. */
export function useOwnCheck(definition: string | null): OwnCheckState {
  const bench = useBench();
  const { draft } = bench;
  const [capture, setCapture] = useState<string | null>(null);
  const detail = useCommand("captures.detail", { id: capture ?? "" }, { enabled: capture !== null }).data?.capture;
  const bytes = useBytes(capture === null ? null : `captures/${capture}/body`).data?.bytes;
  const benchReady = isReadable(draft);
  const request = benchReady ? requestOf(draft) : null;
  const subject: Subject | null = capture !== null ? { capture } : request && { request };
  const secrets = hasSecrets(draft) ? secretsOf(draft) : null;
  const live = useLive("schemes.check", definition === null ? null : { definition, subject, secrets });
  const captured = bytes === undefined ? null : asBody(bytes);
  return {
    ...live,
    bench,
    benchReady,
    capture,
    captureName: detail ? (detail.event_type ?? `${detail.method} ${detail.target}`) : null,
    setCapture,
    body: capture === null ? (request?.body ?? null) : captured,
  };
}
