import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import { TextField } from "../../../components/TextField";
import { type ChosenDraft, givenWords, type ReplayOf } from "./chosen";
import styles from "./WhichField.module.css";

export type WhichFieldProps = {
  of: ReplayOf;
  chosen: ChosenDraft;
  onChange: (parts: Partial<ChosenDraft>) => void;
  /** How many that are, or why it cannot be said. */
  found: string | null;
  /** What is wrong with the filter or the times. */
  problem: string | undefined;
};

/** Which captures are sent: those that were chosen, or all that match a filter and a time. */
export function WhichField({ of, chosen, onChange, found, problem }: WhichFieldProps) {
  return (
    <div className={styles.which}>
      {of.kind !== "filter" && (
        <Segmented
          label="Which captures"
          value={chosen.by}
          onChange={(by) => onChange({ by })}
          segments={[
            { value: "given", name: givenWords(of) },
            { value: "filter", name: "All that match" },
          ]}
        />
      )}
      {chosen.by === "filter" && (
        <>
          <Field label="Captures that match" aside={found} error={problem} hint="As in the list's filter; empty means all.">
            <TextField mono icon="search" value={chosen.filter} placeholder="source:stripe type:invoice.*" onChange={(filter) => onChange({ filter })} />
          </Field>
          <div className={styles.times}>
            <Field label="Received from">
              <TextField type="datetime-local" step={1} value={chosen.since} onChange={(since) => onChange({ since })} />
            </Field>
            <Field label="until before">
              <TextField type="datetime-local" step={1} value={chosen.until} onChange={(until) => onChange({ until })} />
            </Field>
          </div>
        </>
      )}
    </div>
  );
}
