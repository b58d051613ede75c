import { classes } from "../../../components/classes";
import { formatDateTime, formatDuration, formatTime } from "../../../components/format";
import { StatusCode } from "../../../components/StatusCode";
import type { DeliveryAttempt } from "../../../core/generated/DeliveryAttempt";
import { formatSpan, formatTick } from "../spans";
import { failureWord, faultWords, thenWords, triggerWord } from "../words";
import styles from "./AttemptTable.module.css";
import type { Made, Planned } from "./timeline";

/** Heads of the columns, in the order of the cells. */
export const attemptColumns: { name: string; look?: "number" | "schedule" | "took" }[] = [
  { name: "#", look: "number" },
  { name: "At" },
  { name: "Schedule", look: "schedule" },
  { name: "By" },
  { name: "Answer", look: "number" },
  { name: "Took", look: "took" },
  { name: "Then" },
];

export type AttemptCellsProps = { attempt: DeliveryAttempt; place: Made };

/** The cells of an attempt that was made. */
export function AttemptCells({ attempt: { attempt, decision }, place }: AttemptCellsProps) {
  const faults = faultWords(decision?.faults ?? []);
  const then = [decision && thenWords(decision), faults].filter(Boolean).join(". ");
  return (
    <>
      <span role="gridcell" className="num muted">{place.number}</span>
      <time role="gridcell" dateTime={attempt.started_at} title={formatDateTime(attempt.started_at)}>
        {formatTime(attempt.started_at).slice(0, 8)}
      </time>
      <span role="gridcell" className={classes(styles.schedule, "muted")}>{scheduleWords(place.ms)}</span>
      <span role="gridcell" className="muted">{attempt.mode === "by_provider" ? "Svix" : triggerWord(attempt.trigger)}</span>
      <span role="gridcell" className="num">
        <StatusCode status={attempt.status} word={failureWord(attempt.failure?.kind ?? null)} />
      </span>
      <span role="gridcell" className={classes(styles.took, "muted")}>{formatDuration(attempt.timing.total_micros)}</span>
      <span role="gridcell" title={then}>{then}</span>
    </>
  );
}

export type PlannedCellsProps = { planned: Planned; now: number };

/** The cells of an attempt to come. */
export function PlannedCells({ planned: { number, ms, dueAt, waitMs }, now }: PlannedCellsProps) {
  return (
    <>
      <span role="gridcell" className="num faint">{number}</span>
      <time role="gridcell" className="faint" dateTime={dueAt} title={formatDateTime(dueAt)}>
        {shortDue(Date.parse(dueAt) - now)}
      </time>
      <span role="gridcell" className={classes(styles.schedule, "faint")}>{scheduleWords(ms)}</span>
      <span role="gridcell" className="faint">Planned</span>
      <span role="gridcell" />
      <span role="gridcell" className={styles.took} />
      <span role="gridcell" className="faint">{waitMs === 0 ? "" : `Waits ${formatSpan(waitMs)}`}</span>
    </>
  );
}

/** `in 2.8 h`: what is left, in one unit. */
function shortDue(left: number): string {
  return left < 1000 ? "now" : `in ${formatTick(left)}`;
}

/** `+5 min`: the schedule's time since the first attempt. */
function scheduleWords(ms: number): string {
  // Seconds behind minutes, or minutes behind hours, would only crowd the column.
  const step = ms < 120_000 ? 1000 : ms < 36_000_000 ? 60_000 : 3_600_000;
  return ms < 1 ? "first" : `+${formatSpan(ms < step ? ms : Math.round(ms / step) * step)}`;
}
