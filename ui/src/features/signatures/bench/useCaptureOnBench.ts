// Puts a capture's request on the bench when the address names one.
import { useEffect } from "react";
import { useCommand } from "../../../core/queries";
import { useBytes } from "../../../core/useBytes";
import { useSignaturesSearch } from "../../../shell/signatures";
import { asBody } from "../bytes";
import { partsOf } from "./draft";
import type { Bench } from "./useBench";

/** Takes the request over; says why it cannot be. */
export function useCaptureOnBench({ change }: Bench): string | null {
  const [{ capture }, go] = useSignaturesSearch();
  const detail = useCommand("captures.detail", { id: capture ?? "" }, { enabled: capture !== undefined });
  const body = useBytes(capture === undefined ? null : `captures/${capture}/body`);
  useEffect(() => {
    if (capture === undefined || !detail.data || !body.data) return;
    const { capture: row, headers, source_id } = detail.data;
    const scheme = detail.data.verification.evidence?.scheme;
    change({
      ...partsOf({ method: row.method, url: urlOf(headers, row.target), headers, body: asBody(body.data.bytes) }),
      ...(scheme === undefined ? {} : { scheme: { id: scheme } }),
      ...(source_id === null ? {} : { secretsFrom: "source" as const, source: source_id }),
      // As of the time it came: an old capture is not too old.
      clock: row.received_at,
    });
    go({ capture: undefined }, "replace");
    // `change` and `go` are new with every render; only what was read matters.
  }, [capture, detail.data, body.data]);
  return detail.error?.message ?? body.error?.message ?? null;
}

function urlOf(headers: [string, unknown][], target: string): string {
  if (/^https?:\/\//i.test(target)) return target;
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1];
  return `http://${typeof host === "string" && host !== "" ? host : "localhost"}${target}`;
}
