import { Button } from "../../../components/Button";
import { formatCount } from "../../../components/format";
import { Progress } from "../../../components/Progress";
import { useNow } from "../../../components/useNow";
import type { RedeliveryBatch } from "../../../core/generated/RedeliveryBatch";
import { useChange, useCommand } from "../../../core/queries";
import page from "../ProvidersPage.module.css";
import { countdown } from "../redeliver/limit";
import styles from "./Batch.module.css";

/** Rows that are shown of those that came to nothing. */
const SHOWN = 5;

export type BatchProps = { batch: number };

/** How many redeliveries go, and what was refused. */
export function Batch({ batch }: BatchProps) {
  const { data, error } = useCommand("profiles.batch", { batch });
  const cancel = useChange("profiles.cancel");
  if (error) return <p className={page.refused}>{error.message}</p>;
  if (!data) return null;
  const wrong = data.rows.filter(({ accepted }) => !accepted).slice(-SHOWN);
  return (
    <section className={styles.batch} aria-label={`Redeliveries through ${data.profile}`}>
      <div className={page.line}>
        <span className="strong num">
          {formatCount(data.done)} of {formatCount(data.total ?? data.done)}
        </span>
        <span className="muted grow cut">{wordsOf(data)}</span>
        {!data.finished && <Button name="Cancel" icon="stop" small onClick={() => cancel.mutate({ batch })} />}
      </div>
      <Progress label="Asked" done={data.done} total={data.total ?? data.done} />
      {data.waiting_until !== null && !data.finished && <Waiting until={data.waiting_until} />}
      {data.problem && <p className={page.refused}>{data.problem}</p>}
      {wrong.length > 0 && (
        <ul className={styles.wrong}>
          {wrong.map(({ id, words }) => (
            <li key={id}>
              <span className="data">{id}</span> {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Waiting({ until }: { until: string }) {
  const now = useNow(250);
  return (
    <p role="timer" className="muted">
      Asked too often: it goes on in {countdown(Date.parse(until) - now)}.
    </p>
  );
}

function wordsOf({ accepted, refused, failed, cancelled, finished }: RedeliveryBatch): string {
  const counts = [
    [accepted, "accepted"],
    [refused, "refused"],
    [failed, "failed"],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  return [...words, cancelled && "cancelled", finished && !cancelled && "done"].filter(Boolean).join(", ");
}
