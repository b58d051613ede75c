import { formatCount, formatDuration, formatPlural } from "../../../components/format";
import type { Latency as Times } from "../../../core/generated/Latency";
import styles from "./Latency.module.css";
import { highest, outlineOf, percentilesOf, ticksOf } from "./latencyPlaces";
import { runName } from "./words";

export type LatencyProps = {
  latency: Times;
  /** The run it is compared with. */
  against: string | null;
};

/** How long answers took, on a logarithmic axis, with the earlier run's outline. */
export function Latency({ latency, against }: LatencyProps) {
  const { answers, buckets } = latency;
  const drawn = buckets.length > 1;
  return (
    <figure className={styles.latency}>
      <figcaption className={styles.head}>
        <span className="strong">Latency</span>
        <span className="count grow">{formatPlural(answers, "answer")}</span>
        {drawn && <span className={styles.key}><i className={styles.now} />This run</span>}
        {drawn && against !== null && <span className={styles.key}><i className={styles.then} />{runName(against)}, same captures</span>}
      </figcaption>
      {drawn ? <Chart latency={latency} /> : <p className={styles.nothing}>{inOneBar(latency)}</p>}
    </figure>
  );
}

/** A single bar shows nothing that a sentence does not say better. */
function inOneBar({ answers, p50_ms, p99_ms }: Times): string {
  if (p50_ms === null || p99_ms === null) return "No answer came.";
  if (answers === 1) return `It took ${formatMs(p50_ms)}.`;
  return `Half of them took ${formatMs(p50_ms)} at most, 99 in 100 took ${formatMs(p99_ms)}.`;
}

function Chart({ latency }: { latency: Times }) {
  const { buckets } = latency;
  const most = highest(buckets);
  const marks = percentilesOf(percentiles(latency), buckets);
  return (
    <div className={styles.chart} role="img" aria-label={spoken(latency)}>
      <div className={styles.field}>
        <div className={styles.bars}>
          {buckets.map(({ from_ms, to_ms, count }) => (
            <i key={from_ms} style={{ height: `${(count / most) * 100}%` }} title={`${formatMs(from_ms)} to ${formatMs(to_ms)}: ${formatCount(count)}`} />
          ))}
        </div>
        <svg className={styles.outline} viewBox={`0 0 ${buckets.length} 100`} preserveAspectRatio="none" aria-hidden>
          {buckets.some(({ before }) => before > 0) && <path d={outlineOf(buckets, most)} vectorEffect="non-scaling-stroke" />}
        </svg>
        {marks.map(({ at, text, side, row }) => (
          <span key={text} className={side === "left" ? styles.markLeft : styles.mark} style={{ left: `${at * 100}%` }}>
            <b style={{ top: row * 14 }}>{text}</b>
          </span>
        ))}
      </div>
      <div className={styles.ticks}>
        {ticksOf(buckets).map(({ at, text }) => (
          <span key={at} className={at < 0.03 ? styles.first : at > 0.97 ? styles.last : undefined} style={{ left: `${at * 100}%` }}>{text}</span>
        ))}
      </div>
    </div>
  );
}

function percentiles({ p50_ms, p95_ms, p99_ms }: Times) {
  const one = (name: string, ms: number | null) => ({ name, ms, text: ms === null ? "" : formatMs(ms) });
  return [one("p50", p50_ms), one("p95", p95_ms), one("p99", p99_ms)];
}

function spoken(latency: Times): string {
  const { answers, p50_ms, p95_ms, p99_ms } = latency;
  if (p50_ms === null || p95_ms === null || p99_ms === null) return "No answer came";
  return `Latency of ${formatCount(answers)} answers: half within ${formatMs(p50_ms)}, 95 percent within ${formatMs(p95_ms)}, 99 percent within ${formatMs(p99_ms)}`;
}

function formatMs(ms: number): string {
  return formatDuration(ms * 1000);
}
