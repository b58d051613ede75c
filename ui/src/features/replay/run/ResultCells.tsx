import { memo } from "react";
import { ChangeMark } from "../../../components/ChangeMark";
import { formatDuration } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { MiddleCut } from "../../../components/MiddleCut";
import { StatusCode } from "../../../components/StatusCode";
import { Tile } from "../../../components/Tile";
import type { RowOutcome } from "../../../core/generated/RowOutcome";
import type { RunRow } from "../../../core/generated/RunRow";
import { failureKindWord, shortTarget } from "../words";
import styles from "./ResultTable.module.css";
import { tookChange } from "./tookChange";

export type ResultCellsProps = {
  row: RunRow;
  /** There is a run to compare with. */
  compared: boolean;
  /** There are several targets. */
  targeted: boolean;
};

/** The cells of one exchange. */
export const ResultCells = memo(function ResultCells({ row, compared, targeted }: ResultCellsProps) {
  const { source, event_type, label, target, then, now, change, answer_begins } = row;
  return (
    <>
      {compared && (
        <span role="gridcell" className={styles.change}>
          {change === "new" || change === null ? <span className="muted">New</span> : <ChangeMark change={change} />}
        </span>
      )}
      <span role="gridcell" className={styles.event}>
        <Tile provider={source} />
        <span className="cut" title={event_type ?? undefined}>{event_type ?? "no event type"}</span>
      </span>
      <span role="gridcell" className={styles.object}>{label !== null && <MiddleCut text={label} className="muted" />}</span>
      {targeted && <span role="gridcell" className="data muted" title={target}>{shortTarget(target)}</span>}
      {compared && (
        <>
          <span role="gridcell" className="num">{then && <Outcome outcome={then} />}</span>
          <span role="gridcell" className={styles.arrow}>{then && <Icon name="arrowright" size={12} />}</span>
        </>
      )}
      <span role="gridcell">
        <Outcome outcome={now} />
      </span>
      <span role="gridcell" className={`num muted ${styles.took}`}>{formatDuration(now.took_ms * 1000)}</span>
      {compared && <span role="gridcell" className={`num muted ${styles.longer}`}>{then && tookChange(now.took_ms, then.took_ms)}</span>}
      <span role="gridcell" className={`data muted ${styles.begins}`} title={answer_begins}>{answer_begins === "" ? "(empty)" : answer_begins}</span>
    </>
  );
});

function Outcome({ outcome: { status, failure } }: { outcome: RowOutcome }) {
  return <StatusCode status={status} word={failureKindWord(failure)} />;
}
