import { ChangeMark } from "../../../components/ChangeMark";
import { StatusCode } from "../../../components/StatusCode";
import type { Change } from "../../../core/generated/Change";
import type { RowOutcome } from "../../../core/generated/RowOutcome";
import { dayTime } from "../run/words";
import { failureKindWord } from "../words";
import styles from "./ChangeSince.module.css";

export type ChangeSinceProps = {
  then: RowOutcome;
  change: Change | null;
  /** When the one before was sent. */
  startedAt: string;
};

/** What became of the last answer to the same request. */
export function ChangeSince({ then, change, startedAt }: ChangeSinceProps) {
  return (
    <p className={styles.line}>
      {change !== null && change !== "new" && <ChangeMark change={change} />}
      <span className="muted">
        <StatusCode status={then.status} word={failureKindWord(then.failure)} /> the last time, {dayTime(startedAt, Date.now())}
      </span>
    </p>
  );
}
