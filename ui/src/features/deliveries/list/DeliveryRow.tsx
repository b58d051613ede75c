import { memo } from "react";
import { classes } from "../../../components/classes";
import { formatAge, formatDateTime } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { MiddleCut } from "../../../components/MiddleCut";
import { StatusCode } from "../../../components/StatusCode";
import type { Delivery } from "../../../core/generated/Delivery";
import { formatSpeed } from "../spans";
import { StateMark } from "../StateMark";
import { failureWord, stateWord } from "../words";
import styles from "./DeliveryList.module.css";
import { nextWords } from "./rowWords";

export type DeliveryRowProps = {
  delivery: Delivery;
  /** How many times faster than real time its endpoint's waits go by. */
  speed: number;
  /** Its endpoint is enabled. */
  enabled: boolean;
  /** The clock in milliseconds. */
  now: number;
  marked: boolean;
};

/** The cells of one delivery. */
export const DeliveryRow = memo(function DeliveryRow({ delivery, speed, enabled, now, marked }: DeliveryRowProps) {
  const { state, event_type, message_id, endpoint_name, attempts, attempts_planned, last_status, last_failure, created_at } = delivery;
  const next = nextWords(delivery, { speed, enabled }, now);
  return (
    <>
      <span role="gridcell" className={styles.state} title={stateWord(state)}>
        {marked && <Icon name="check" size={12} label="Marked" />}
        <StateMark state={state} look="row" />
      </span>
      <span role="gridcell" className={classes(styles.event, event_type === "" && "muted")} title={`${event_type || "no event type"}, ${message_id}`}>
        <span className={classes(styles.type, event_type === "" && styles.untyped)}>{event_type || "no event type"}</span>
        <span className={styles.to} aria-hidden>
          <Icon name="arrowright" size={12} />
          <MiddleCut text={endpoint_name} look="name" />
        </span>
      </span>
      <span role="gridcell" className={classes(styles.message, "data muted")} title={message_id}>
        {message_id}
      </span>
      <span role="gridcell" className={styles.endpoint} aria-label={endpoint_name}>
        <MiddleCut text={endpoint_name} look="name" />
      </span>
      <span role="gridcell" className={classes(styles.attempts, "num muted")}>
        {attempts} of {Math.max(attempts, attempts_planned)}
      </span>
      <span role="gridcell" className={classes("num", next?.quiet && "faint")} title={next?.title}>
        {next && speed !== 1 && !next.quiet && <span className={styles.speed}>{formatSpeed(speed)}</span>}
        {next?.text}
      </span>
      <span role="gridcell" className={classes(styles.answer, "num")}>
        {attempts > 0 && <StatusCode status={last_status} word={failureWord(last_failure)} />}
      </span>
      <span role="gridcell" className={classes(styles.age, "num muted")}>
        <time dateTime={created_at} title={formatDateTime(created_at)}>
          {formatAge(created_at, now)}
        </time>
      </span>
    </>
  );
});
