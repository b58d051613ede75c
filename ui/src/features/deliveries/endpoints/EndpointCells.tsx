import { classes } from "../../../components/classes";
import { formatCount } from "../../../components/format";
import { MiddleCut } from "../../../components/MiddleCut";
import { scheduleTitle } from "../schedule/scheduleWords";
import { formatSpeed } from "../spans";
import { countIn } from "../words";
import styles from "./EndpointList.module.css";
import { HealthMark } from "./HealthMark";
import { LastAnswers } from "./LastAnswers";
import type { EndpointRow } from "./useEndpointList";

/** Heads of the columns; which of them show is decided by the pane's width. */
export const endpointColumns: { name: string; look?: "url" | "schedule" | "answers"; number?: boolean }[] = [
  { name: "Health" },
  { name: "Endpoint" },
  { name: "URL", look: "url" },
  { name: "Schedule", look: "schedule" },
  { name: "Last answers", look: "answers" },
  { name: "Waiting", number: true },
  { name: "Failed", number: true },
];

export type EndpointCellsProps = { row: EndpointRow };

/** The cells of one endpoint. */
export function EndpointCells({ row: { overview, answers, health } }: EndpointCellsProps) {
  const { endpoint, counts, schedule } = overview;
  const waiting = countIn(counts, "pending", "running", "retrying", "paused");
  const failed = countIn(counts, "failed");
  const { speed } = endpoint.manner;
  return (
    <>
      <span role="gridcell">
        <HealthMark health={health} look="row" />
      </span>
      <span role="gridcell" aria-label={endpoint.name}>
        <MiddleCut text={endpoint.name} look="name" />
      </span>
      <span role="gridcell" className={classes(styles.url, "muted")} title={endpoint.url} aria-label={endpoint.url}>
        <MiddleCut text={endpoint.url.replace(/^https?:\/\//, "")} />
      </span>
      <span role="gridcell" className={styles.schedule}>
        {endpoint.handed_to ? `By ${endpoint.handed_to.profile}` : schedule ? scheduleTitle(schedule) : endpoint.manner.schedule}
        {speed !== 1 && endpoint.handed_to === null && <span className={styles.speed}>{formatSpeed(speed)}</span>}
      </span>
      <span role="gridcell" className={styles.answers}>
        <LastAnswers answers={answers} />
      </span>
      <span role="gridcell" className="num muted">
        {waiting > 0 && formatCount(waiting)}
      </span>
      <span role="gridcell" className={classes("num", failed > 0 && styles.failed)}>
        {failed > 0 && formatCount(failed)}
      </span>
    </>
  );
}
