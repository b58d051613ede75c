import { Segmented } from "../../../components/Segmented";
import { Switch } from "../../../components/Switch";
import { whatIsSent } from "./afresh";
import styles from "./SentAsField.module.css";

/** As it came, signed anew, or every request changed by a template. */
export type SentAs = "exact" | "afresh" | "template";

export type SentAsFieldProps = {
  value: SentAs;
  onChange: (value: SentAs) => void;
  /** Whether what a template changes is signed anew. */
  afresh: boolean;
  onAfresh: (afresh: boolean) => void;
  /** A single request was changed by hand: no template beside that. */
  edited: boolean;
  /** Why it cannot be signed afresh. */
  refusal: string | null;
};

/** What goes out, and what that means. */
export function SentAsField({ value, onChange, afresh, onAfresh, edited, refusal }: SentAsFieldProps) {
  return (
    <div className={styles.field}>
      <Segmented<SentAs>
        label="What is sent"
        value={value}
        onChange={onChange}
        segments={[
          { value: "exact", name: edited ? "Old signature" : "Exact" },
          { value: "afresh", name: "Signed afresh", disabled: refusal !== null },
          ...(edited ? [] : [{ value: "template" as const, name: "Changed" }]),
        ]}
      />
      {value === "template" && <Switch name="Sign afresh, so that what was changed verifies" on={afresh} disabled={refusal !== null} onChange={onAfresh} />}
      <p className={styles.words}>{whatIsSent(afresh, edited || value === "template")}</p>
      {refusal && <p className={styles.words}>{refusal}</p>}
    </div>
  );
}
