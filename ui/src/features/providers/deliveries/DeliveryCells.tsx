import { formatDateTime, formatTime } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { StatusCode } from "../../../components/StatusCode";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { RedeliveryArrival } from "../../../core/generated/RedeliveryArrival";
import { OutcomeMark } from "../OutcomeMark";
import styles from "./DeliveriesTable.module.css";
import { HereCell } from "./HereCell";
import { outcomeOf } from "./outcomeOf";

/** Heads of the columns; which of them show is decided by the pane's width. */
export const deliveryColumns: { name: string; look?: string | undefined }[] = [
  { name: "Outcome" },
  { name: "Event" },
  { name: "Id", look: styles.id },
  { name: "Answer", look: "num" },
  { name: "At", look: `num ${styles.at}` },
  { name: "Here", look: styles.here },
];

export type DeliveryCellsProps = { delivery: ProviderDelivery; marked: boolean; arrival: RedeliveryArrival | undefined; imported: string | undefined };

/** The cells of one delivery of a provider. */
export function DeliveryCells({ delivery: { id, event_type, outcome, status, at }, marked, arrival, imported }: DeliveryCellsProps) {
  const { mark, word } = outcomeOf(outcome);
  // Of a log without answers nothing is known: that is not the same as no answer.
  const wasTried = outcome.kind === "failed" || outcome.kind === "retrying";
  return (
    <>
      <span role="gridcell" className={styles.outcome}>
        {marked && <Icon name="check" size={12} label="Marked" />}
        <OutcomeMark outcome={mark} word={word} />
      </span>
      <span role="gridcell" title={event_type ?? undefined}>
        {event_type ?? <span className="faint">no event type</span>}
      </span>
      <span role="gridcell" className={`data muted ${styles.id}`} title={id}>
        {id}
      </span>
      <span role="gridcell" className="num">
        {status === null && !wasTried ? <span className="faint">–</span> : <StatusCode status={status} />}
      </span>
      <span role="gridcell" className={`num muted ${styles.at}`}>
        {at !== null && (
          <time dateTime={at} title={formatDateTime(at)}>
            {formatTime(at).slice(0, 8)}
          </time>
        )}
      </span>
      <HereCell arrival={arrival} imported={imported} />
    </>
  );
}
