import { Icon } from "../../../components/Icon";
import { Progress } from "../../../components/Progress";
import type { RunDetail } from "../../../core/generated/RunDetail";
import { ChosenChips } from "./ChosenChips";
import { Figures } from "./Figures";
import { figuresOf } from "./figuresOf";
import styles from "./RunWhat.module.css";
import { planWords } from "./words";

export type RunWhatProps = { detail: RunDetail };

/** What goes where and how, and how far it is. */
export function RunWhat({ detail }: RunWhatProps) {
  const { run } = detail;
  const plan = planWords(run.plan);
  return (
    <section className={styles.what} aria-label="Plan and progress">
      <div className={styles.line}>
        <ChosenChips chosen={run.chosen} />
        <Icon name="arrowright" size={14} label="to" />
        <Targets targets={run.plan.targets} />
        <span className={styles.plan} title={plan.join(" · ")}>
          {plan.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </span>
      </div>
      <Progress label="Sent" done={run.done} total={run.total} />
      <Figures figures={figuresOf(detail)} />
    </section>
  );
}

function Targets({ targets }: { targets: string[] }) {
  const [first = "", ...others] = targets;
  return (
    <span className={`data ${styles.target}`} title={targets.join("\n")}>
      {first}
      {others.length > 0 && <span className="muted"> and {others.length} more</span>}
    </span>
  );
}
