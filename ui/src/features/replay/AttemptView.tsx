import { FailedState } from "../../components/FailedState";
import { formatDuration } from "../../components/format";
import { linesOf } from "../../components/headerLines";
import { Icon } from "../../components/Icon";
import { StatusCode } from "../../components/StatusCode";
import type { AttemptDetail } from "../../core/generated/AttemptDetail";
import type { CaptureDetail } from "../../core/generated/CaptureDetail";
import { useCommand } from "../../core/queries";
import { Against } from "./Against";
import { AnswerDiff } from "./AnswerDiff";
import styles from "./AttemptView.module.css";
import { changeOf } from "./compare";
import { TimingBar } from "./TimingBar";
import { exactSentence, failureWord } from "./words";

export type AttemptViewProps = {
  id: string;
  /** `Attempt 3`. */
  name: string;
  /** The capture that was sent; `null` when it is no longer there. */
  original: CaptureDetail | null;
};

/** One attempt beside what the sender was answered at first. */
export function AttemptView({ id, name, original }: AttemptViewProps) {
  const { data, error, refetch } = useCommand("attempts.detail", { id }, { keepPrevious: true });
  if (error) return <FailedState title="Cannot show this attempt" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { attempt, answer } = data;
  const before = original?.capture.response_status ?? null;
  return (
    <section className={styles.view} aria-label={name}>
      <header className={styles.head}>
        <h3 className="strong">{original ? `${name} against the original answer` : name}</h3>
        {before !== null && <Against change={changeOf(attempt.status, before)} />}
        <span className="muted">
          {original && <><StatusCode status={before} /> then, </>}<StatusCode status={attempt.status} word={failureWord(attempt)} /> now, in{" "}
          {formatDuration(attempt.timing.total_micros)}
        </span>
      </header>
      {attempt.failure && <p className={styles.failure}>{attempt.failure.message}</p>}
      {answer && (
        <AnswerDiff
          before={{ headers: original?.answer?.headers ?? [], text: original?.answer_text ?? null }}
          after={{ headers: answer.headers, text: data.answer_text }}
        />
      )}
      {answer?.truncated && <p className="muted">The answer's body was longer than what is kept.</p>}
      <h4 className="label">Time</h4>
      <TimingBar timing={attempt.timing} />
      <Sent detail={data} />
    </section>
  );
}

function Sent({ detail }: { detail: AttemptDetail }) {
  const { attempt, exceptions, request_headers } = detail;
  const proof = exactSentence(attempt, exceptions);
  return (
    <>
      <h4 className="label">As it was sent</h4>
      {proof && (
        <p className={attempt.exact ? styles.proof : styles.failure}>
          <Icon name={attempt.exact ? "check" : "warn"} size={14} />
          {proof}
        </p>
      )}
      {!proof && exceptions.length > 0 && <p>{exceptions.join("; ")}.</p>}
      <pre className={`data selectable ${styles.request}`}>
        {`${attempt.method} ${attempt.target}\n${linesOf(request_headers)}`}
      </pre>
    </>
  );
}
