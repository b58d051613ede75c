import { CodeBlock } from "../../../components/CodeBlock";
import { Dialog } from "../../../components/Dialog";
import { StatusCode } from "../../../components/StatusCode";
import type { ProbeExchange } from "../../../core/generated/ProbeExchange";
import styles from "./Probe.module.css";

export type ExchangeDialogProps = { exchange: ProbeExchange; onClose: () => void };

/** One request of a probe as it was sent, and its answer. */
export function ExchangeDialog({ exchange, onClose }: ExchangeDialogProps) {
  const { name, differs, request_head: head, request_body: body, answer_body: answer, status, failure, took_ms: took } = exchange;
  return (
    <Dialog title={name} description={differs} size="large" onClose={onClose}>
      <div className={styles.exchange}>
        <h3 className="label">Sent</h3>
        <CodeBlock text={`${head.trimEnd()}\n\n${body}`} wrap />
        <h3 className="label">Answered</h3>
        <p>
          <StatusCode status={status} /> <span className="muted">after {took} ms</span> {failure}
        </p>
        {answer !== "" && <CodeBlock text={answer} wrap />}
      </div>
    </Dialog>
  );
}
