import { Age } from "../../../../components/Age";
import { classes } from "../../../../components/classes";
import { MiddleCut } from "../../../../components/MiddleCut";
import { useNow } from "../../../../components/useNow";
import { VirtualList } from "../../../../components/VirtualList";
import type { EmulatedRow } from "../../../../core/generated/EmulatedRow";
import { OutcomeMark } from "../../OutcomeMark";
import { outcomeOfStatus } from "../../outcome";
import type { Rows } from "../../useRows";
import { capital, placeOf, type ProviderWords } from "../../words";
import styles from "./RecordList.module.css";

export type RecordTableProps = { records: EmulatedRow[]; rows: Rows; words: ProviderWords; onEnter: () => void };

/** What an emulation holds, one a line, newest first. */
export function RecordTable({ records, rows, words, onEnter }: RecordTableProps) {
  const now = useNow();
  const heads: [string, string | undefined][] = [["Status", undefined], ["Type", undefined], [capital(words.record[0]), styles.id], ["Goes to", styles.to], ["Made", "num"]];
  return (
    <VirtualList
      ref={rows.list}
      id="records"
      label={capital(words.record[1])}
      count={records.length}
      columnCount={heads.length}
      cursor={rows.cursor}
      className={styles.list}
      head={heads.map(([name, look]) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => records[index] && <Cells record={records[index]} now={now} />}
      onRowClick={(index) => rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

function Cells({ record: { id, status, event_type, webhook_url, created_at }, now }: { record: EmulatedRow; now: number }) {
  return (
    <>
      <span role="gridcell">
        <OutcomeMark outcome={outcomeOfStatus(status)} word={status} />
      </span>
      <span role="gridcell" title={event_type}>
        {event_type}
      </span>
      <span role="gridcell" className={styles.id}>
        <MiddleCut text={id} className="muted" />
      </span>
      <span role="gridcell" className={classes(styles.to, "data muted")} title={webhook_url ?? undefined}>
        {webhook_url === null ? <span className="faint">nowhere</span> : placeOf(webhook_url)}
      </span>
      <span role="gridcell" className="num muted">
        <Age at={created_at} now={now} />
      </span>
    </>
  );
}
