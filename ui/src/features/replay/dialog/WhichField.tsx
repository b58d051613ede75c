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
  /** What is wrong, by field. */
  problems: { filter?: string | null; since?: string; until?: string };
};

/** Which captures are sent: those that were chosen, or all that match a filter and a time. */
export function WhichField({ of, chosen, onChange, found, problems }: WhichFieldProps) {
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
          <Field label="Captures that match" aside={found} error={problems.filter} hint="As in the list's filter; empty means all.">
            <TextField mono icon="search" value={chosen.filter} placeholder="source:stripe type:invoice.*" onChange={(filter) => onChange({ filter })} />
          </Field>
          <div className={styles.times}>
            <Field label="Received from" error={problems.since}>
              <TextField mono value={chosen.since} placeholder="2h, 09:30 or 2026-01-31 09:30" onChange={(since) => onChange({ since })} />
            </Field>
            <Field label="and before" error={problems.until}>
              <TextField mono value={chosen.until} placeholder="now" onChange={(until) => onChange({ until })} />
            </Field>
          </div>
        </>
      )}
    </div>
  );
}
