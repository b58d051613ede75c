import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { Switch } from "../../components/Switch";
import { TextField } from "../../components/TextField";
import type { ForwardMode } from "../../core/generated/ForwardMode";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";
import { Wrong } from "./Wrong";

export type ForwardSectionProps = { form: SourceForm };

/** Where each capture goes on to at once, and whether the answer comes from there. */
export function ForwardSection({ form }: ForwardSectionProps) {
  const { draft, change, problems, saved } = form;
  const put = (index: number, target: string) => change({ forwardTo: draft.forwardTo.with(index, target) });
  const drop = (index: number) => change({ forwardTo: draft.forwardTo.toSpliced(index, 1) });
  const failure = saved?.forward_failure;
  const forwards = draft.forwardTo.length > 0 || draft.forwardMode === "answer";
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Forward</h3>
      {!forwards && <p className="muted">Captures stay here. Add your server's URL to have each one passed on as soon as it is kept.</p>}
      {draft.forwardTo.map((target, index) => (
        <div key={index} className={styles.line}>
          <TextField mono aria-label={`Forward target ${index + 1}`} value={target} onChange={(next) => put(index, next)} placeholder="http://localhost:3000/webhooks" autoFocus={target === ""} />
          <Button name={`Remove target ${index + 1}`} look="icon" icon="x" small onClick={() => drop(index)} />
        </div>
      ))}
      {problems.forwardTo && <Wrong message={problems.forwardTo} />}
      {failure && <Wrong message={failure.failure.message} />}
      <Button name="Add a target" icon="plus" small onClick={() => change({ forwardTo: [...draft.forwardTo, ""] })} className={styles.start} />
      {forwards && <Answerer mode={draft.forwardMode} onMode={(forwardMode) => change({ forwardMode })} problem={problems.forwardMode} />}
      {forwards && (
        <Switch
          name="Forward requests of web pages, too"
          on={draft.allowBrowser}
          onChange={(allowBrowser) => change({ allowBrowser })}
          hint="Off: what a browser's page sends is kept, and does not reach your server."
        />
      )}
    </section>
  );
}

type AnswererProps = { mode: ForwardMode; onMode: (mode: ForwardMode) => void; problem: string | undefined };

/** Who answers the sender. */
function Answerer({ mode, onMode, problem }: AnswererProps) {
  return (
    <>
      <div className={styles.split}>
        <span className="label">Who answers the sender</span>
        <Segmented
          label="Who answers the sender"
          segments={[{ value: "after", name: "Hookwright, by its rule" }, { value: "answer", name: "The first target" }]}
          value={mode}
          onChange={onMode}
        />
      </div>
      <p className={styles.aside}>
        {mode === "after"
          ? "The sender is answered as soon as the capture is kept; targets get it after that."
          : "The capture is kept first, then the first target is asked, and its status, headers and body go back. The sender gets 502 when it is dead, and 504 when it takes longer than 30 s."}
      </p>
      {problem && <Wrong message={problem} />}
    </>
  );
}
