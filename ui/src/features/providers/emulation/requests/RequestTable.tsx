import { classes } from "../../../../components/classes";
import { formatDateTime, formatDuration, formatTime } from "../../../../components/format";
import { StatusCode } from "../../../../components/StatusCode";
import { VirtualList } from "../../../../components/VirtualList";
import type { EmulatedCall } from "../../../../core/generated/EmulatedCall";
import type { Rows } from "../../useRows";
import styles from "./RequestList.module.css";
import { troubleWord } from "./troubleWord";

export type RequestTableProps = { calls: EmulatedCall[]; rows: Rows; onEnter: () => void };

const heads: [string, string | undefined][] = [["Answer", undefined], ["Request", undefined], ["On purpose", styles.trouble], ["Took", classes(styles.took, "num")], ["At", "num"]];

/** Calls of an emulation, one a line, newest first. */
export function RequestTable({ calls, rows, onEnter }: RequestTableProps) {
  return (
    <VirtualList
      ref={rows.list}
      id="requests"
      label="Requests"
      count={calls.length}
      columnCount={heads.length}
      cursor={rows.cursor}
      className={styles.list}
      head={heads.map(([name, look]) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => calls[index] && <Cells call={calls[index]} />}
      onRowClick={(index) => rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

function Cells({ call: { status, method, target, trouble, took_micros, at } }: { call: EmulatedCall }) {
  return (
    <>
      <span role="gridcell">
        <StatusCode status={status} />
      </span>
      <span role="gridcell" className="data" title={`${method} ${target}`}>
        <span className="muted">{method}</span> {target}
      </span>
      <span role="gridcell" className={classes(styles.trouble, styles.onPurpose)}>
        {trouble !== null && troubleWord(trouble)}
      </span>
      <span role="gridcell" className={classes(styles.took, "num muted")}>
        {formatDuration(took_micros)}
      </span>
      <span role="gridcell" className="num muted">
        <time dateTime={at} title={formatDateTime(at)}>
          {formatTime(at).slice(0, 8)}
        </time>
      </span>
    </>
  );
}
