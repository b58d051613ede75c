import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import { formatDuration } from "../../../components/format";
import { StatusCode } from "../../../components/StatusCode";
import type { CaptureDetail } from "../../../core/generated/CaptureDetail";
import { outcomeSentence } from "./handshake/handshakeWords";
import { HeadersTable } from "./HeadersTable";
import styles from "./ResponseTab.module.css";

export type ResponseTabProps = { detail: CaptureDetail };

/** What we answered. */
export function ResponseTab({ detail }: ResponseTabProps) {
  const { answer, answer_text, capture, handshake } = detail;
  if (!answer) return <EmptyState title="This request was never answered" />;
  return (
    <div className={styles.tab}>
      {handshake && <p className="muted">{outcomeSentence(handshake.outcome, handshake.provider)}</p>}
      <p>
        <StatusCode status={answer.status} /> after {formatDuration(capture.took_micros)}, once the capture was on disk
      </p>
      <HeadersTable headers={answer.headers} />
      {answer_text === null ? <p className="faint">The body is not text.</p> : answer_text === "" ? <p className="faint">No body.</p> : <CodeBlock text={answer_text} wrap />}
    </div>
  );
}
