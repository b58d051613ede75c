import { formatDateTime, formatDuration, formatTime } from "../../components/format";
import { StatusCode } from "../../components/StatusCode";
import type { Attempt } from "../../core/generated/Attempt";
import { Against } from "./Against";
import type { Change } from "./compare";
import { askedBy, failureWord, sentAs, shortTarget } from "./words";

export type AttemptCellsProps = { attempt: Attempt; number: number; change: Change };

/** The cells of one attempt with a capture. */
export function AttemptCells({ attempt, number, change }: AttemptCellsProps) {
  const by = askedBy(attempt);
  return (
    <>
      <span role="gridcell" className="num muted">{number}</span>
      <time role="gridcell" dateTime={attempt.started_at} title={formatDateTime(attempt.started_at)}>
        {formatTime(attempt.started_at).slice(0, 8)}
      </time>
      <span role="gridcell">
        {sentAs(attempt)} {by && <span className="faint">({by})</span>}
      </span>
      <span role="gridcell" className="data" title={attempt.target}>{shortTarget(attempt.target)}</span>
      <span role="gridcell" className="num">
        <StatusCode status={attempt.status} word={failureWord(attempt)} />
      </span>
      <span role="gridcell" className="num muted">{formatDuration(attempt.timing.total_micros)}</span>
      <span role="gridcell">
        <Against change={change} />
      </span>
    </>
  );
}
