import { Button } from "../../components/Button";
import { Icon } from "../../components/Icon";
import { Switch } from "../../components/Switch";
import { TextField } from "../../components/TextField";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type ForwardSectionProps = { form: SourceForm };

/** Where each capture goes on to. */
export function ForwardSection({ form }: ForwardSectionProps) {
  const { draft, change, problems, saved } = form;
  const put = (index: number, target: string) => change({ forwardTo: draft.forwardTo.with(index, target) });
  const drop = (index: number) => change({ forwardTo: draft.forwardTo.toSpliced(index, 1) });
  const failure = saved?.forward_failure;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Forward</h3>
      {draft.forwardTo.length === 0 && <p className="muted">Captures stay here. Add your server's URL to have each one passed on as soon as it is kept.</p>}
      {draft.forwardTo.map((target, index) => (
        <div key={index} className={styles.line}>
          <TextField mono aria-label={`Forward target ${index + 1}`} value={target} onChange={(next) => put(index, next)} placeholder="http://localhost:3000/webhooks" autoFocus={target === ""} />
          <Button name={`Remove target ${index + 1}`} look="icon" icon="x" small onClick={() => drop(index)} />
        </div>
      ))}
      {problems.forwardTo && <Wrong message={problems.forwardTo} />}
      {failure && <Wrong message={failure.failure.message} />}
      <Button name="Add a target" icon="plus" small onClick={() => change({ forwardTo: [...draft.forwardTo, ""] })} className={styles.start} />
      {draft.forwardTo.length > 0 && (
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

function Wrong({ message }: { message: string }) {
  return (
    <p className={styles.wrong} role="alert">
      <Icon name="rejected" size={14} />
      {message}
    </p>
  );
}
