import { Age } from "../../../components/Age";
import { classes } from "../../../components/classes";
import { formatDuration } from "../../../components/format";
import { MiddleCut } from "../../../components/MiddleCut";
import { StatusCode } from "../../../components/StatusCode";
import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import type { ProviderCallRow } from "../../../core/generated/ProviderCallRow";
import { OutcomeMark } from "../OutcomeMark";
import type { Rows } from "../useRows";
import styles from "./CallList.module.css";
import { answerWord, operationWord } from "./callWords";
import { stageWords } from "./stageWords";

export type CallTableProps = {
  calls: ProviderCallRow[];
  rows: Rows;
  onEnter: () => void;
  /** The last rows are on screen. */
  onEnd: () => void;
};

/** Rows before the end at which older ones are asked for. */
const AHEAD = 40;

const heads: [string, string | undefined][] = [["Answer", undefined], ["What was asked", undefined], ["How far", styles.stage], ["Profile", styles.profile], ["Took", classes(styles.took, "num")], ["At", "num"]];

/** Calls of providers, one a line, newest first. */
export function CallTable({ calls, rows, onEnter, onEnd }: CallTableProps) {
  const now = useNow();
  return (
    <VirtualList
      ref={rows.list}
      id="provider-calls"
      label="Calls made"
      count={calls.length}
      columnCount={heads.length}
      cursor={rows.cursor}
      className={styles.list}
      head={heads.map(([name, look]) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => calls[index] && <Cells call={calls[index]} now={now} />}
      onRange={(_, last) => last >= calls.length - AHEAD && onEnd()}
      onRowClick={(index) => rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

function Cells({ call: { at, attempt, operation, profile, redelivery, subject }, now }: { call: ProviderCallRow; now: number }) {
  const stage = redelivery && stageWords(redelivery.stage);
  return (
    <>
      <span role="gridcell" className="cut">
        <StatusCode status={attempt?.status ?? null} word={answerWord(attempt)} />
      </span>
      <span role="gridcell" className={styles.asked}>
        <span>{operationWord(operation)}</span>
        {subject !== null && (
          <span className={classes(styles.subject, "muted")}>
            <MiddleCut text={subject} />
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.stage}>
        {stage && <OutcomeMark outcome={stage.mark} word={stage.word} />}
      </span>
      <span role="gridcell" className={classes(styles.profile, "muted")} title={profile}>
        {profile}
      </span>
      <span role="gridcell" className={classes(styles.took, "num muted")}>
        {attempt && formatDuration(attempt.timing.total_micros)}
      </span>
      <span role="gridcell" className="num muted">
        <Age at={at} now={now} />
      </span>
    </>
  );
}
