import { Button } from "../../../components/Button";
import { formatCount } from "../../../components/format";
import { Select } from "../../../components/Select";
import { Strip } from "../../../components/Strip";
import { TextField } from "../../../components/TextField";
import styles from "./DeliveriesTable.module.css";
import type { OutcomeFilter } from "./matching";
import type { DeliveriesState } from "./useDeliveries";

export type DeliveriesStripProps = { state: DeliveriesState; onMany: () => void };

const outcomes: { value: OutcomeFilter; name: string }[] = [
  { value: "any", name: "Any outcome" },
  { value: "failed", name: "Failed" },
  { value: "retrying", name: "Retrying" },
  { value: "succeeded", name: "Succeeded" },
];

/** What is shown of what was read, and reading it again. */
export function DeliveriesStrip({ state: { wanted, want, shown, total, marks, refresh }, onMany }: DeliveriesStripProps) {
  return (
    <Strip>
      <span className={styles.outcomes}>
        <Select label="Outcome" choices={outcomes} value={wanted.outcome} onChange={(outcome) => want({ outcome })} />
      </span>
      <span className={styles.find}>
        <TextField aria-label="Find in what was read" placeholder="Find" icon="search" value={wanted.words} onChange={(words) => want({ words })} />
      </span>
      <span className="grow" />
      {shown.length < total && (
        <span className="count" role="status">
          {formatCount(shown.length)} of {formatCount(total)}
        </span>
      )}
      {(marks.all.size > 0 || shown.length > 1) && (
        <Button name={marks.all.size > 0 ? `Redeliver ${formatCount(marks.all.size)}…` : "Redeliver all…"} icon="send" keys="R" small onClick={onMany} />
      )}
      <Button name="Refresh" look="icon" icon="replays" keys="u" small onClick={refresh} />
    </Strip>
  );
}
