import { formatBytes, formatCount, formatDateTime, formatDuration } from "../../../components/format";
import { StatusCode } from "../../../components/StatusCode";
import type { CaptureDetail } from "../../../core/generated/CaptureDetail";
import { formFields } from "./body/textLines";
import { Facts } from "./Facts";
import { ImportOrigin } from "./ImportOrigin";
import styles from "./OverviewTab.module.css";
import { verdictSentence } from "../../../evidence/verdictWords";
import { flagSentence } from "./words";

export type OverviewTabProps = { detail: CaptureDetail };

/** The facts about a capture at a glance. */
export function OverviewTab({ detail }: OverviewTabProps) {
  const { capture, body } = detail;
  const [path = "", query = ""] = cut(capture.target);
  return (
    <>
      <p className={styles.verdict}>{verdictSentence(detail.verification)}</p>
      {detail.forward_failure && <p className={styles.bad}>Not forwarded. {detail.forward_failure.message}</p>}
      {capture.flags.map((flag) => (
        <p key={flag} className={styles.flag}>{flagSentence(flag)}.</p>
      ))}
      <Facts
        facts={[
          { name: "Capture", value: capture.id, data: true },
          { name: "Received", value: formatDateTime(capture.received_at) },
          { name: "From", value: detail.remote, data: true },
          { name: "Source", value: capture.source },
          { name: "Scheme", value: detail.scheme_name },
          { name: "Request", value: `${capture.method} ${path}`, data: true },
          { name: "HTTP", value: capture.http_version },
          { name: "Event", value: capture.event_type, data: true },
          { name: "Event id", value: capture.event_id, data: true },
          { name: "Content type", value: body.content_type, data: true },
          { name: "Encoding", value: body.encoding, data: true },
          { name: "Body", value: body.size < 1024 ? formatBytes(body.size) : `${formatBytes(body.size)}, ${formatCount(body.size)} bytes` },
          { name: "SHA-256", value: body.size > 0 ? body.sha256 : null, data: true },
          { name: "Head", value: formatBytes(detail.head_size) },
          {
            name: "Answered",
            value: (
              <>
                <StatusCode status={capture.response_status} /> in {formatDuration(capture.took_micros)}
              </>
            ),
          },
          { name: "Handshake", value: detail.handshake && `${detail.handshake.kind}, ${detail.handshake.outcome}` },
          { name: "Came as", value: capture.origin === "received" ? null : capture.origin === "test" ? "a test delivery of our own" : <ImportOrigin capture={capture.id} /> },
        ]}
      />
      {query !== "" && (
        <>
          <h3 className={styles.head}>Query</h3>
          <Facts facts={formFields(query).map(([name, value]) => ({ name, value: value === "" ? "(empty)" : value, data: true }))} />
        </>
      )}
    </>
  );
}

function cut(target: string): [string, string] {
  const at = target.indexOf("?");
  return at === -1 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}
