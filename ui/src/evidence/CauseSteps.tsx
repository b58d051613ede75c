import type { CauseStep } from "../core/generated/CauseStep";
import styles from "./CauseSteps.module.css";

export type CauseStepsProps = { steps: CauseStep[] };

/** Several things that went wrong at once, in the order in which one undoes them. */
export function CauseSteps({ steps }: CauseStepsProps) {
  return (
    <ol className={styles.steps} aria-label="What went wrong, in the order to undo it">
      {steps.map(({ code, sentence, fix }, index) => (
        <li key={code} className={styles.step}>
          <span className={styles.number} aria-hidden="true">{index + 1}</span>
          <div className={styles.words}>
            <p>
              {sentence} <span className="data faint">{code}</span>
            </p>
            <p className="muted">{fix}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
