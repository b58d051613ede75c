import { formatCount } from "../../../components/format";
import { useNow } from "../../../components/useNow";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { formatLeft } from "../spans";
import { useEndpoints } from "../useEndpoints";
import { countIn } from "../words";
import { EndpointBars } from "./EndpointBars";
import styles from "./Readings.module.css";

/** How delivering goes: what waits, what is under way, what is due next, what failed. */
export function Readings() {
  const counts = useCommand("deliveries.counts", nothing).data;
  const engine = useCommand("engine.status", nothing).data;
  const now = useNow();
  const { byId } = useEndpoints();
  const [, change] = useDeliveriesSearch();
  if (!counts) return <div className={styles.readings} />;
  const running = countIn(counts.by_state, "running");
  const failed = countIn(counts.by_state, "failed");
  const [next] = counts.next;
  const nextName = next && byId.get(next.endpoint)?.endpoint.name;
  return (
    <section className={styles.readings} aria-label="How delivering goes">
      <dl className={styles.figures}>
        <Figure name="In the queue" value={formatCount(counts.queued)} unit={queueWords(counts.queued, countIn(counts.by_state, "retrying"))} />
        <Figure name="Sending now" value={formatCount(running)} unit={engine?.place.kind === "elsewhere" ? "by another Hookwright" : "under way"} />
        <Figure name="Next due" value={next ? formatLeft(Date.parse(next.due_at) - now) : "–"} unit={nextName ?? ""} onOpen={next && (() => change({ delivery: next.delivery }))} />
        <Figure name="Failed" value={formatCount(failed)} unit={failed === 0 ? "no dead letters" : "to recover"} bad={failed > 0} onOpen={failed > 0 ? () => change({ view: "dead", filter: undefined, delivery: undefined }) : undefined} />
      </dl>
      <EndpointBars endpoints={counts.by_endpoint} />
    </section>
  );
}

type FigureProps = { name: string; value: string; unit: string; bad?: boolean; onOpen?: (() => void) | undefined };

function Figure({ name, value, unit, bad, onOpen }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={bad ? styles.bad : undefined}>
        {value}
        {onOpen && unit ? (
          <button type="button" className={styles.open} onClick={onOpen}>
            {unit}
          </button>
        ) : (
          <small>{unit}</small>
        )}
      </dd>
    </div>
  );
}

function queueWords(queued: number, retrying: number): string {
  if (queued === 0) return "all is sent";
  return retrying === 0 ? "waiting" : `${formatCount(retrying)} retrying`;
}
