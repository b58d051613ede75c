import { Field } from "../../components/Field";
import { Segmented } from "../../components/Segmented";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import { answering, ruleOf } from "./draft";
import { responseSentence } from "./response";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type ResponseSectionProps = { form: SourceForm };

/** How the sender is answered, with the rule read back as a sentence. */
export function ResponseSection({ form }: ResponseSectionProps) {
  const { draft, change, problems } = form;
  const handler = answering(draft);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Answer</h3>
      {handler !== null && (
        <p className={styles.sentence} role="status">
          {handler === "" ? "The first target" : handler} answers, once the capture is kept. The rule below is left for what is not forwarded, such as requests of web pages.
        </p>
      )}
      <div className={styles.two}>
        <Field label="One step a request; the last one stays" hint="Such as 503, 503, 200 or never." error={problems.steps}>
          <TextField mono value={draft.steps} onChange={(steps) => change({ steps })} placeholder="200" />
        </Field>
        <Field label="Wait before answering" aside="ms" error={problems.delay}>
          <TextField mono inputMode="numeric" value={draft.delay} onChange={(delay) => change({ delay })} placeholder="0" />
        </Field>
      </div>
      <Field label="Headers" aside="One a line" error={problems.headers}>
        <TextArea mono rows={2} value={draft.headers} onChange={(headers) => change({ headers })} placeholder="Retry-After: 30" />
      </Field>
      <div className={styles.split}>
        <span className="label">Body</span>
        <Segmented
          label="Body"
          segments={[{ value: "usual", name: "JSON naming the capture" }, { value: "own", name: "Own text" }]}
          value={draft.body === null ? "usual" : "own"}
          onChange={(kind) => change({ body: kind === "own" ? "" : null })}
        />
      </div>
      {draft.body !== null && <TextArea mono rows={3} aria-label="Body of the answer" value={draft.body} onChange={(body) => change({ body })} placeholder="Empty" />}
      {problems.steps === undefined && (
        <p className={styles.sentence} role="status">
          {responseSentence(ruleOf(draft))}
        </p>
      )}
    </section>
  );
}
