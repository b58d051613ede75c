import { memo } from "react";
import { classes } from "../../../components/classes";
import { formatBytes, formatDateTime, formatDuration } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { StatusCode } from "../../../components/StatusCode";
import { Tile } from "../../../components/Tile";
import { VerdictMark } from "../../../components/VerdictMark";
import type { Capture } from "../../../core/generated/Capture";
import styles from "./CaptureList.module.css";
import { eventOf, flagWords, pathOf, shortAge } from "./words";

export type CaptureRowProps = {
  capture: Capture;
  /** The clock in milliseconds. */
  now: number;
  marked: boolean;
};

/** The cells of one capture. */
export const CaptureRow = memo(function CaptureRow({ capture, now, marked }: CaptureRowProps) {
  const { verdict, method, target, size, response_status, took_micros, received_at, provider } = capture;
  const event = eventOf(capture);
  return (
    <>
      <span role="gridcell" className={styles.verdict}>
        {marked && <Icon name="check" size={12} label="Marked" />}
        <VerdictMark verdict={verdict} look="row" />
      </span>
      <span role="gridcell" className={classes(styles.request, "data")} title={`${method} ${target}`}>
        <span className={styles.method}>{method}</span>
        {pathOf(target)}
      </span>
      <span role="gridcell" className={styles.event}>
        <Tile provider={provider} />
        <span className={classes("cut", !event.typed && "muted")} title={event.text}>
          {event.text}
        </span>
        <Hints capture={capture} />
      </span>
      <span role="gridcell" className={classes(styles.size, "num muted")}>
        {formatBytes(size)}
      </span>
      <span role="gridcell" className="num muted">
        <time dateTime={received_at} title={formatDateTime(received_at)}>
          {shortAge(received_at, now)}
        </time>
      </span>
      <span role="gridcell" className="num">
        <StatusCode status={response_status} word="none" />
      </span>
      <span role="gridcell" className={classes(styles.took, "num muted")}>
        {formatDuration(took_micros)}
      </span>
    </>
  );
});

type HintsProps = { capture: Capture };

/** Small signs behind the event: pinned, and what is out of the ordinary. */
function Hints({ capture: { pinned, flags } }: HintsProps) {
  return (
    <>
      {pinned && <Icon name="pin" size={12} label="Pinned" />}
      {flags.length > 0 && (
        <span className={styles.flags} title={flags.map(flagWords).join("; ")}>
          <Icon name={flags.every((flag) => flag === "handshake") ? "link" : "warn"} size={12} label={flags.map(flagWords).join("; ")} />
        </span>
      )}
    </>
  );
}
