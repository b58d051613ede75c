import { Button } from "../../../../components/Button";
import { formatCount, formatPlural } from "../../../../components/format";
import { Progress } from "../../../../components/Progress";
import { rateOf, timeLeft } from "../../../../components/progressWords";
import { verdictWord } from "../../../../components/VerdictMark";
import type { Reverification as Run } from "../../../../core/generated/Reverification";
import styles from "./Reverification.module.css";

export type ReverificationProps = { run: Run; source: string; onCancel: () => void };

/** How checking a whole source again goes, then how it ended. */
export function Reverification({ run, source, onCancel }: ReverificationProps) {
  if (run.finished) return <Ended run={run} source={source} />;
  return (
    <div className={styles.run}>
      <div className={styles.line}>
        <span className="strong num">
          {formatCount(run.done)} of {formatCount(run.total)}
        </span>
        <span className={`grow muted ${styles.facts}`}>{[changed(run), rateOf(run), timeLeft(run)].filter((fact) => fact !== null).join(", ")}</span>
        <Button name="Cancel" icon="stop" small onClick={onCancel} />
      </div>
      <Progress label={`Captures of ${source} checked`} done={run.done} total={run.total} />
    </div>
  );
}

function Ended({ run, source }: Omit<ReverificationProps, "onCancel">) {
  const verdicts = run.by_verdict.filter(([, count]) => count > 0).map(([verdict, count]) => `${formatCount(count)} ${verdictWord(verdict).toLowerCase()}`);
  return (
    <div className={styles.run} role="status">
      {run.problem && <p className={styles.problem}>{run.problem}</p>}
      <p>
        {formatPlural(run.done, "capture")} of {source} checked{run.cancelled ? `, cancelled before the other ${formatCount(run.total - run.done)}` : ""}. {changed(run)}.
      </p>
      {verdicts.length > 0 && <p className="muted">Now {verdicts.join(", ")}.</p>}
    </div>
  );
}

function changed({ changed }: Run): string {
  return changed === 0 ? "No verdict changed" : `${formatPlural(changed, "verdict")} changed`;
}
