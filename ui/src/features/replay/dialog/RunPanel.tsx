import { useEffect, useRef } from "react";
import { Button } from "../../../components/Button";
import { formatCount, formatDuration } from "../../../components/format";
import { Progress } from "../../../components/Progress";
import { rateOf, timeLeft } from "../../../components/progressWords";
import type { Run } from "../../../core/generated/Run";
import type { RunDetail } from "../../../core/generated/RunDetail";
import { isUnderWay } from "../run/words";
import { LastResult } from "./LastResult";
import { outcomeOf } from "./outcome";
import styles from "./RunPanel.module.css";

export type RunPanelProps = {
  run: Run;
  /** Once it was read. */
  detail: RunDetail | null;
  onCancel: () => void;
  onOpen: () => void;
};

/** How a run goes, then how it ended. */
export function RunPanel({ run, detail, onCancel, onOpen }: RunPanelProps) {
  const panel = useRef<HTMLElement>(null);
  // Below a long body it would start and end out of sight; the answer comes a little later and makes it taller.
  useEffect(() => {
    if (panel.current === null) return;
    const grown = new ResizeObserver(([entry]) => entry?.target.scrollIntoView({ block: "nearest" }));
    grown.observe(panel.current);
    return () => grown.disconnect();
  }, [run.id]);
  return (
    <section ref={panel} className={styles.panel} aria-label="Result">
      {isUnderWay(run) ? <Underway run={run} onCancel={onCancel} /> : <Ended run={run} detail={detail} onOpen={onOpen} />}
    </section>
  );
}

function Underway({ run, onCancel }: Pick<RunPanelProps, "run" | "onCancel">) {
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

function Ended({ run, detail, onOpen }: Pick<RunPanelProps, "run" | "detail" | "onOpen">) {
  const last = run.done > 0 && detail !== null;
  return (
    <div role="status" className={styles.ended}>
      {run.problem && <p className={styles.problem}>{run.problem}</p>}
      {run.total > 1 && (
        <div className={styles.line}>
          <p className="grow">
            {outcomeOf(run)} <span className="faint">In {formatDuration(run.elapsed_ms * 1000)}.{last && " The last one:"}</span>
          </p>
          <Button name="Open the run" small onClick={onOpen} />
        </div>
      )}
      {last && <LastResult run={run} against={detail.against} />}
    </div>
  );
}
