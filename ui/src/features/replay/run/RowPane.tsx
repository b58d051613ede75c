import { Button } from "../../../components/Button";
import { Segmented } from "../../../components/Segmented";
import type { RunRow } from "../../../core/generated/RunRow";
import { AttemptOfRun } from "./AttemptOfRun";
import { ComparedAnswers } from "./ComparedAnswers";
import styles from "./RowPane.module.css";
import { runName, runWord } from "./words";

/** What the pane shows of a row: its attempt, or both answers. */
export type PaneView = "attempt" | "answers";

export type RowPaneProps = {
  run: string;
  /** Id of the run to compare with. */
  against: string | null;
  row: RunRow;
  view: PaneView;
  onView: (view: PaneView) => void;
  onOpenCapture: (capture: string) => void;
  onClose: () => void;
};

/** One exchange of a run, beside its row. */
export function RowPane({ run, against, row, view, onView, onOpenCapture, onClose }: RowPaneProps) {
  const comparable = against !== null && row.then !== null;
  const shown = comparable ? view : "attempt";
  return (
    <section className={styles.pane} aria-label={`Exchange ${row.position + 1} of ${runWord(run)}`}>
      <header className={styles.head}>
        <Segmented
          label="Shown"
          value={shown}
          onChange={onView}
          segments={[
            { value: "attempt", name: "Attempt" },
            { value: "answers", name: against === null ? "Against" : `Against ${runWord(against)}`, disabled: !comparable },
          ]}
        />
        <span className="grow" />
        {row.source !== null && <Button name="Open the capture" look="plain" small icon="captures" onClick={() => onOpenCapture(row.capture)} />}
        <Button name="Close" look="icon" icon="x" keys="Escape" small onClick={onClose} />
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={shown === "attempt" ? "Attempt" : "Answers"}>
        {shown === "answers" && against !== null ? (
          <ComparedAnswers row={row} names={[runName(against), runName(run)]} />
        ) : (
          <AttemptOfRun row={row} name={`Exchange ${row.position + 1}`} />
        )}
      </div>
    </section>
  );
}
