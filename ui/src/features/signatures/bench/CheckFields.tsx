import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { FuturePolicy } from "../../../core/generated/FuturePolicy";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import styles from "./Bench.module.css";
import type { Bench } from "./useBench";

const policies: { value: FuturePolicy | ""; name: string }[] = [
  { value: "", name: "As the scheme" },
  { value: "reject", name: "Refused" },
  { value: "accept", name: "Accepted" },
];

export type CheckFieldsProps = { bench: Bench; scheme: SchemeSummary | undefined };

/** The clock, and what it is allowed to differ; only the clock where no time is signed. */
export function CheckFields({ bench: { draft, change, problems }, scheme }: CheckFieldsProps) {
  const judged = scheme === undefined || scheme.tolerance !== null;
  return (
    <div className={styles.trio}>
      <Field label="Clock" hint="Empty: now" error={problems.clock}>
        <TextField mono value={draft.clock} onChange={(clock) => change({ clock })} placeholder="1769860800" />
      </Field>
      {judged && (
        <>
          <Field label="Tolerance in seconds" hint="Empty: the scheme's" error={problems.tolerance}>
            <TextField mono inputMode="numeric" value={draft.tolerance} onChange={(tolerance) => change({ tolerance })} placeholder={String(scheme?.tolerance ?? 300)} />
          </Field>
          <Field label="Times ahead" hint={scheme && `The scheme: ${scheme.future === "accept" ? "accepted" : "refused"}`}>
            <Select<FuturePolicy | ""> choices={policies} value={draft.future} onChange={(future) => change({ future })} />
          </Field>
        </>
      )}
    </div>
  );
}
