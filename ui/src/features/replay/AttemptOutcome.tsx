import { Icon } from "../../components/Icon";
import { formatDuration } from "../../components/format";
import { StatusCode } from "../../components/StatusCode";
import { useCommand } from "../../core/queries";
import styles from "./AttemptOutcome.module.css";
import { exactSentence, failureWord, sentAs } from "./words";

export type AttemptOutcomeProps = { id: string };

/** What came of one attempt, and what can be said about the bytes that were sent. */
export function AttemptOutcome({ id }: AttemptOutcomeProps) {
  const { data, error } = useCommand("attempts.detail", { id });
  if (error) return <p>{error.message}</p>;
  if (!data) return null;
  const { attempt, exceptions } = data;
  const proof = exactSentence(attempt, exceptions);
  return (
    <div className={styles.outcome}>
      <p className={styles.answer}>
        <StatusCode status={attempt.status} word={failureWord(attempt)} />
        <span className="num">{formatDuration(attempt.timing.total_micros)}</span>
        <span className="muted">{sentAs(attempt)}</span>
        <span className="data cut muted" title={attempt.target}>
          {attempt.target}
        </span>
      </p>
      {attempt.failure && <p>{attempt.failure.message}</p>}
      {proof && (
        <p className={attempt.exact ? styles.proof : undefined}>
          {attempt.exact && <Icon name="check" size={14} />}
          {proof}
        </p>
      )}
      {data.answer_text && <pre className={`selectable ${styles.text}`}>{data.answer_text.slice(0, 2000)}</pre>}
    </div>
  );
}
