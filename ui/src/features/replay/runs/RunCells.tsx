import { memo } from "react";
import { classes } from "../../../components/classes";
import { formatCount, formatDateTime, formatDuration } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { MiddleCut } from "../../../components/MiddleCut";
import type { RunListed } from "../../../core/generated/RunListed";
import { StateMark } from "../run/StateMark";
import { isUnderWay, runName, runWord, shortDayTime } from "../run/words";
import { shortTarget } from "../words";
import styles from "./RunList.module.css";

/** Heads of the columns, in the order of the cells. */
export const runColumns: { name: string; look?: string | undefined }[] = [
  { name: "Run" },
  { name: "State" },
  { name: "Captures", look: styles.chosen },
  { name: "Target" },
  { name: "Sent", look: "num" },
  { name: "2xx", look: "num" },
  { name: "Not 2xx", look: "num" },
  { name: "Fixed", look: classes("num", styles.changes) },
  { name: "Regressed", look: classes("num", styles.changes) },
  { name: "Began" },
  { name: "Took", look: classes("num", styles.took) },
];

export type RunCellsProps = {
  listed: RunListed;
  /** The clock in milliseconds. */
  now: number;
};

/** The cells of one run. */
export const RunCells = memo(function RunCells({ listed: { run, changes }, now }: RunCellsProps) {
  const { chosen, plan, done, total, succeeded } = run;
  const [target = "", ...others] = plan.targets;
  const targets = others.length > 0 ? `${shortTarget(target)} and ${others.length} more` : shortTarget(target);
  return (
    <>
      <span role="gridcell" className="strong">{runName(run.id)}</span>
      <span role="gridcell" className="row">
        <StateMark state={run.state} />
      </span>
      <span role="gridcell" className={classes(styles.chosen, /:\S/.test(chosen) && "data")} title={chosen}>{chosen}</span>
      <span role="gridcell" className="muted" title={plan.targets.join("\n")} aria-label={targets}>
        <MiddleCut text={targets} />
      </span>
      <span role="gridcell" className={classes("num", styles.sent)}>
        {isUnderWay(run) && <span className={styles.meter} aria-hidden><i style={{ width: `${(done / Math.max(1, total)) * 100}%` }} /></span>}
        {done === total ? formatCount(total) : `${formatCount(done)} of ${formatCount(total)}`}
      </span>
      <span role="gridcell" className="num muted">{formatCount(succeeded)}</span>
      <span role="gridcell" className={classes("num", done === succeeded ? "faint" : styles.failed)}>{formatCount(done - succeeded)}</span>
      <Changed count={changes?.fixed} kind="fixed" against={changes?.against} />
      <Changed count={changes?.regressed} kind="regressed" against={changes?.against} />
      <span role="gridcell" className="muted">
        <time dateTime={run.started_at} title={formatDateTime(run.started_at)}>{shortDayTime(run.started_at, now)}</time>
      </span>
      <span role="gridcell" className={classes("num muted", styles.took)}>{formatDuration(run.elapsed_ms * 1000)}</span>
    </>
  );
});

type ChangedProps = { count: number | undefined; kind: "fixed" | "regressed"; against: string | undefined };

function Changed({ count, kind, against }: ChangedProps) {
  const title = against && `Against ${runWord(against)}`;
  return (
    <span role="gridcell" className={classes("num", styles.changes, count ? styles[kind] : "faint")} title={title}>
      {count ? <Icon name={kind} size={12} /> : null}
      {count === undefined ? "" : formatCount(count)}
    </span>
  );
}
