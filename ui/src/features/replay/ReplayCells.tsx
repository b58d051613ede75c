import { formatDate, formatDateTime, formatDuration, formatTime } from "../../components/format";
import { StatusCode } from "../../components/StatusCode";
import type { Attempt } from "../../core/generated/Attempt";
import { askedBy, failureWord, sentAs, shortTarget } from "./words";

/** Heads of the columns, in the order of the cells. */
export const replayColumns = ["Date", "At", "Capture", "Sent as", "Target", "Answer", "Took"];

export type ReplayCellsProps = { attempt: Attempt };

/** The cells of one attempt among those of all captures. */
export function ReplayCells({ attempt }: ReplayCellsProps) {
  const by = askedBy(attempt);
  return (
    <>
      <span role="gridcell" className="muted">{formatDate(attempt.started_at)}</span>
      <time role="gridcell" dateTime={attempt.started_at} title={formatDateTime(attempt.started_at)}>
        {formatTime(attempt.started_at).slice(0, 8)}
      </time>
      <span role="gridcell" className="data">{attempt.capture ?? "none"}</span>
      <span role="gridcell">
        {sentAs(attempt)} {by && <span className="faint">({by})</span>}
      </span>
      <span role="gridcell" className="data" title={attempt.target}>{shortTarget(attempt.target)}</span>
      <span role="gridcell" className="num" title={attempt.failure?.message}>
        <StatusCode status={attempt.status} word={failureWord(attempt)} />
      </span>
      <span role="gridcell" className="num muted">{formatDuration(attempt.timing.total_micros)}</span>
    </>
  );
}
