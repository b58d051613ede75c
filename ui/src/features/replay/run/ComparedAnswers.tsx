import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { formatDuration } from "../../../components/format";
import { LoadingRows } from "../../../components/LoadingRows";
import { StatusCode } from "../../../components/StatusCode";
import type { AttemptDetail } from "../../../core/generated/AttemptDetail";
import type { AttemptId } from "../../../core/generated/AttemptId";
import type { RunRow } from "../../../core/generated/RunRow";
import { useCommand } from "../../../core/queries";
import { Against } from "../Against";
import { AnswerDiff, type ComparedAnswer } from "../AnswerDiff";
import view from "../AttemptView.module.css";
import { changeOf } from "../compare";
import { failureWord } from "../words";

export type ComparedAnswersProps = {
  row: RunRow;
  /** Of the run then and of the run now. */
  names: [string, string];
};

/** The answers of two runs to the same exchange. */
export function ComparedAnswers({ row, names }: ComparedAnswersProps) {
  const [then, now] = [useAttempt(row.then?.attempt ?? null), useAttempt(row.now.attempt)];
  const failed = then.error ?? now.error;
  if (failed) return <FailedState title="Cannot read both answers" message={failed.message} onRetry={() => void Promise.all([then.refetch(), now.refetch()])} />;
  if (row.now.attempt === null || !row.then?.attempt) return <EmptyState title="Nothing to compare">One of them left no attempt behind.</EmptyState>;
  if (!then.data || !now.data) return <LoadingRows rows={4} columns={2} />;
  return (
    <div className={view.view}>
      <header className={view.head}>
        <h3 className="strong">{`${names[0]} and ${names[1].toLowerCase()}`}</h3>
        <Against change={changeOf(now.data.attempt.status, then.data.attempt.status)} />
        <Side name={names[0]} detail={then.data} />
        <Side name={names[1]} detail={now.data} />
      </header>
      {now.data.attempt.failure && <p className={view.failure}>{now.data.attempt.failure.message}</p>}
      <AnswerDiff before={answerOf(then.data)} after={answerOf(now.data)} />
    </div>
  );
}

function Side({ name, detail: { attempt } }: { name: string; detail: AttemptDetail }) {
  return (
    <span className="muted">
      {name}: <StatusCode status={attempt.status} word={failureWord(attempt)} /> in {formatDuration(attempt.timing.total_micros)}
    </span>
  );
}

function useAttempt(id: AttemptId | null) {
  return useCommand("attempts.detail", { id: id ?? "" }, { enabled: id !== null });
}

function answerOf({ answer, answer_text }: AttemptDetail): ComparedAnswer {
  return { headers: answer?.headers ?? [], text: answer_text };
}
