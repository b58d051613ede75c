import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { wholeProblem } from "../../../../components/numbers";
import { Segmented } from "../../../../components/Segmented";
import { TextField } from "../../../../components/TextField";
import { nothing } from "../../../../core/client";
import type { AgentMessageTerms } from "../../../../core/generated/AgentMessageTerms";
import type { KeyForm } from "../../../../core/generated/KeyForm";
import { useChange, useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import styles from "./BehaviourTab.module.css";

const forms: { value: KeyForm; name: string }[] = [
  { value: "decoded", name: "Decoded from base64" },
  { value: "text", name: "As it is written" },
];

/** What AgentMessage leaves open: how long it keeps events, and which form of a secret signs. */
export function TermsSection() {
  const { data } = useCommand("emulations.terms", nothing);
  const change = useChange("emulations.set_terms");
  if (data === undefined) return null;
  return (
    <section className={styles.part} aria-label="Terms">
      <h3 className={page.heading}>What AgentMessage leaves open</h3>
      <RetentionField key={data.retention_days} terms={data} onChange={change.mutate} />
      <div>
        <p className={page.label}>What signs, for secrets that are made from now on</p>
        <Segmented label="What signs" segments={forms} value={data.key_form} onChange={(key_form) => change.mutate({ ...data, key_form })} />
      </div>
      {change.error && (
        <p role="alert" className={page.refused}>
          {change.error.message}
        </p>
      )}
    </section>
  );
}

function RetentionField({ terms, onChange }: { terms: AgentMessageTerms; onChange: (terms: AgentMessageTerms) => void }) {
  const [days, setDays] = useState(String(terms.retention_days));
  const problem = wholeProblem(days, [1, 3650]);
  return (
    <div className={styles.form}>
      <Field label="Days that events are kept" hint="Older ones cannot be replayed: 410." error={problem}>
        <TextField mono inputMode="numeric" value={days} onChange={setDays} />
      </Field>
      <Button name="Keep them so long" disabled={problem !== null || Number(days) === terms.retention_days} onClick={() => onChange({ ...terms, retention_days: Number(days) })} />
    </div>
  );
}
