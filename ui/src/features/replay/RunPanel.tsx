import { useEffect, useRef } from "react";
import { Button } from "../../components/Button";
import { formatCount, formatDuration } from "../../components/format";
import { Progress } from "../../components/Progress";
import { rateOf, timeLeft } from "../../components/progressWords";
import type { ReplayRun } from "../../core/generated/ReplayRun";
import { AttemptOutcome } from "./AttemptOutcome";
import { outcomeOf } from "./progress";
import styles from "./RunPanel.module.css";

export type RunPanelProps = { run: ReplayRun; onCancel: () => void };

/** How a run goes, then how it ended. */
export function RunPanel({ run, onCancel }: RunPanelProps) {
  const panel = useRef<HTMLElement>(null);
  // Below a long body it would start and end out of sight; the answer comes a little later and makes it taller.
  useEffect(() => {
    if (panel.current === null) return;
    const grown = new ResizeObserver(([entry]) => entry?.target.scrollIntoView({ block: "nearest" }));
    grown.observe(panel.current);
    return () => grown.disconnect();
  }, [run.run]);
  return (
    <section ref={panel} className={styles.panel} aria-label="Result">
      {run.finished ? <Ended run={run} /> : <Underway run={run} onCancel={onCancel} />}
    </section>
  );
}

function Underway({ run, onCancel }: RunPanelProps) {
  const facts = [rateOf(run), timeLeft(run)].filter((fact) => fact !== null);
  return (
    <>
      <div className={styles.line}>
        <span className="strong num">
          {formatCount(run.done)} of {formatCount(run.total)}
        </span>
        <span className={`grow ${styles.facts}`}>{facts.join(", ")}</span>
        <Button name="Cancel" icon="stop" small onClick={onCancel} />
      </div>
      <Progress label="Sent" done={run.done} total={run.total} />
    </>
  );
}

function Ended({ run }: { run: ReplayRun }) {
  return (
    <div role="status" className={styles.ended}>
      {run.problem && <p className={styles.problem}>{run.problem}</p>}
      {run.total > 1 && (
        <p>
          {outcomeOf(run)} <span className="faint">In {formatDuration(run.elapsed_ms * 1000)}. The last one:</span>
        </p>
      )}
      {run.last && <AttemptOutcome attempt={run.last} />}
    </div>
  );
}
