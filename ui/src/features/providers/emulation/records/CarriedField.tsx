import { CodeEditor } from "../../../../components/CodeEditor";
import { Field } from "../../../../components/Field";
import { Segmented } from "../../../../components/Segmented";
import { Select } from "../../../../components/Select";
import { useCommand } from "../../../../core/queries";
import styles from "./CarriedField.module.css";
import type { RecordDraft } from "./draft";

/** Captures to choose from. */
const OFFERED = 50;

export type CarriedFieldProps = {
  /** What it carries, in the provider's words. */
  name: string;
  draft: RecordDraft;
  onChange: (parts: Partial<RecordDraft>) => void;
  problem: string | undefined;
};

/** What it carries: as it is typed, or as a capture brought it. */
export function CarriedField({ name, draft, onChange, problem }: CarriedFieldProps) {
  const captures = useCommand("captures.page", { filter: "", from: null, limit: OFFERED }).data ?? [];
  const from = (where: "typed" | "capture") => onChange({ capture: where === "capture" ? (captures[0]?.id ?? null) : null });
  return (
    <div className={styles.carried}>
      {captures.length > 0 && (
        <div>
          <Segmented
            label="Taken from"
            segments={[
              { value: "typed", name: "Typed here" },
              { value: "capture", name: "From a capture" },
            ]}
            value={draft.capture === null ? "typed" : "capture"}
            onChange={from}
          />
        </div>
      )}
      {draft.capture === null ? (
        <Field label={name} aside="JSON. Empty: a sample" error={problem}>
          <CodeEditor label={name} language="json" value={draft.payload} onChange={(payload) => onChange({ payload })} />
        </Field>
      ) : (
        <Field label={`${name}: the body of`}>
          <Select choices={captures.map(({ id, source, event_type }) => ({ value: id, name: [id, source, event_type].filter(Boolean).join(", ") }))} value={draft.capture} onChange={(capture) => onChange({ capture })} />
        </Field>
      )}
    </div>
  );
}
