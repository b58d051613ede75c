import { Age } from "../../../components/Age";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { Strip } from "../../../components/Strip";
import { useNow } from "../../../components/useNow";
import type { ProbeRow } from "../../../core/generated/ProbeRow";
import { useCommand } from "../../../core/queries";
import { useSignaturesSearch } from "../../../shell/signatures";
import type { Weight } from "./findingWords";
import styles from "./Probe.module.css";
import { WeightMark } from "./WeightMark";

/** How many are offered: more than anybody looks back. */
const SHOWN = 200;

/** Probes of before, newest first. */
export function EarlierProbes() {
  const { data, error, refetch } = useCommand("probes.list", { from: null, limit: SHOWN });
  const [, go] = useSignaturesSearch();
  const now = useNow();
  if (error) return <FailedState title="Cannot read earlier probes" message={error.message} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingRows rows={4} columns={3} />;
  if (data.length === 0) return <Nothing />;
  return (
    <section className={styles.past} aria-label="Earlier probes">
      <Strip>
        Earlier probes <span className="count">{data.length}</span>
      </Strip>
      <ul className={styles.earlier} aria-label="Earlier probes">
        {data.map((row) => (
          <li key={row.id}>
            <button type="button" className={styles.row} onClick={() => go({ probe: row.id })}>
              <span className="data cut" title={row.target}>
                {row.target}
              </span>
              <Worst row={row} />
              <span className="faint cut">{row.scheme}</span>
              <Age at={row.started_at} now={now} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Worst({ row }: { row: ProbeRow }) {
  const weighed: [Weight, number][] = [["critical", row.critical], ["high", row.high], ["medium", row.medium], ["good", row.passed]];
  const [weight, count] = weighed.find(([, found]) => found > 0) ?? (["unknown", 0] as const);
  return count > 0 ? <WeightMark weight={weight} count={count} /> : <WeightMark weight={weight} />;
}

function Nothing() {
  return (
    <EmptyState title="A probe says what your handler accepts">
      <p>It sends about sixty variants: signed rightly, unsigned, tampered with, expired, signed with other keys, re-serialised. From the answers it tells whether the handler fails open, what it verifies, and how to mend it.</p>
      <div className={styles.command}>
        <CodeBlock text="hookwright probe --to http://localhost:3000/webhooks --scheme stripe-v1 --secret-env SECRET" wrap />
      </div>
    </EmptyState>
  );
}
