import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { TextField } from "../../../../components/TextField";
import { useChange } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import { kinds, newTrouble, timesProblem, troubleOf } from "./troubles";
import styles from "./BehaviourTab.module.css";

export type TroubleFormProps = { provider: string; operations: string[] };

/** Chooses what goes wrong with which calls, and how often. */
export function TroubleForm({ provider, operations }: TroubleFormProps) {
  const [draft, setDraft] = useState(newTrouble);
  const add = useChange("emulations.add_trouble");
  const change = (parts: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...parts }));
  const problem = timesProblem(draft);
  const calls = [{ value: "", name: "Any call" }, ...operations.map((operation) => ({ value: operation, name: operation }))];
  return (
    <div className={styles.form}>
      <Field label="What happens">
        <Select choices={kinds} value={draft.what} onChange={(what) => change({ what })} />
      </Field>
      <Field label="To">
        <Select choices={calls} value={draft.operation} onChange={(operation) => change({ operation })} />
      </Field>
      <Field label="How often" error={problem}>
        <TextField mono inputMode="numeric" value={draft.times} onChange={(times) => change({ times })} />
      </Field>
      <Button name="Let it go wrong" icon="bolt" disabled={problem !== null || add.isPending} onClick={() => add.mutate({ provider, trouble: troubleOf(draft) })} />
      {add.error && (
        <p role="alert" className={page.refused}>
          {add.error.message}
        </p>
      )}
    </div>
  );
}
