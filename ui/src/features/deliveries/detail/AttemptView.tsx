import { CodeBlock } from "../../../components/CodeBlock";
import { FailedState } from "../../../components/FailedState";
import { formatBytes, formatDuration } from "../../../components/format";
import { linesOf } from "../../../components/headerLines";
import { StatusCode } from "../../../components/StatusCode";
import type { AttemptDetail } from "../../../core/generated/AttemptDetail";
import type { DeliveryAttempt } from "../../../core/generated/DeliveryAttempt";
import { useCommand } from "../../../core/queries";
import { decisionWords, failureWord, faultWords } from "../words";
import styles from "./AttemptView.module.css";

export type AttemptViewProps = { attempt: DeliveryAttempt };

/** One attempt: what came back, what followed, what was sent. */
export function AttemptView({ attempt: { attempt, decision } }: AttemptViewProps) {
  const { data, error, refetch } = useCommand("attempts.detail", { id: attempt.id }, { keepPrevious: true });
  const number = decision?.number ?? 1;
  const faults = faultWords(decision?.faults ?? []);
  return (
    <section className={styles.view} aria-label={`Attempt ${number}`}>
      <header className={styles.head}>
        <h3 className="strong">Attempt {number}</h3>
        <span className="muted">
          <StatusCode status={attempt.status} word={failureWord(attempt.failure?.kind ?? null)} /> in {formatDuration(attempt.timing.total_micros)}
        </span>
      </header>
      {attempt.failure && <p className={styles.failure}>{attempt.failure.message}</p>}
      {faults && <p>{faults}.</p>}
      {decision && <p className="muted">{decisionWords(decision)}</p>}
      {error && <FailedState title="Cannot show this attempt" message={error.message} onRetry={() => void refetch()} />}
      {data && <Exchange detail={data} />}
    </section>
  );
}

function Exchange({ detail: { attempt, answer, answer_text, request_headers } }: { detail: AttemptDetail }) {
  return (
    <>
      {answer && (
        <>
          <h4 className="label">Answer</h4>
          <CodeBlock text={`HTTP ${answer.status}\n${linesOf(answer.headers)}${answer_text ? `\n\n${answer_text}` : ""}`} wrap />
          {!answer_text && <p className="faint">It has no body that is text.</p>}
          {answer.truncated && <p className="faint">The answer's body was longer than what is kept.</p>}
        </>
      )}
      <h4 className="label">As it was sent</h4>
      <CodeBlock text={`${attempt.method} ${attempt.target}\n${linesOf(request_headers)}`} wrap />
      <p className="faint">With a body of {formatBytes(attempt.request_size)}: see Body.</p>
    </>
  );
}
