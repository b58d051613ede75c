import { Age } from "../../../components/Age";
import { classes } from "../../../components/classes";
import { MiddleCut } from "../../../components/MiddleCut";
import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { OutcomeMark } from "../OutcomeMark";
import type { Rows } from "../useRows";
import styles from "./CallList.module.css";
import { stageWords } from "./stageWords";

export type CallTableProps = { calls: RedeliveryRow[]; rows: Rows; onEnter: () => void };

const heads: [string, string | undefined][] = [["How far", undefined], ["Asked for", undefined], ["Profile", styles.profile], ["Arrived as", styles.arrival], ["At", "num"]];

/** Redeliveries, one a line, newest first. */
export function CallTable({ calls, rows, onEnter }: CallTableProps) {
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
      onRowClick={(index) => rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

function Cells({ call: { stage, asked, profile, arrival, created_at }, now }: { call: RedeliveryRow; now: number }) {
  const { mark, word } = stageWords(stage);
  return (
    <>
      <span role="gridcell">
        <OutcomeMark outcome={mark} word={word} />
      </span>
      <span role="gridcell">
        <MiddleCut text={asked} />
      </span>
      <span role="gridcell" className={classes(styles.profile, "muted")} title={profile}>
        {profile}
      </span>
      <span role="gridcell" className={classes(styles.arrival, "data muted")}>
        {arrival?.capture}
      </span>
      <span role="gridcell" className="num muted">
        <Age at={created_at} now={now} />
      </span>
    </>
  );
}
