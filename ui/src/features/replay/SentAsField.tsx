import { Segmented } from "../../components/Segmented";
import { whatIsSent } from "./afresh";
import styles from "./SentAsField.module.css";

export type SentAsFieldProps = {
  afresh: boolean;
  onChange: (afresh: boolean) => void;
  /** The request was changed by hand. */
  edited: boolean;
  /** Why it cannot be signed afresh. */
  refusal: string | null;
};

/** The signature as it came or a new one, and what that means. */
export function SentAsField({ afresh, onChange, edited, refusal }: SentAsFieldProps) {
  return (
    <div className={styles.field}>
      <Segmented
        label="What is sent"
        value={afresh ? "afresh" : "exact"}
        onChange={(next) => onChange(next === "afresh")}
        segments={[
          { value: "exact", name: edited ? "Old signature" : "Exact" },
          { value: "afresh", name: "Signed afresh", disabled: refusal !== null },
        ]}
      />
      <p className={styles.words}>{whatIsSent(afresh, edited)}</p>
      {refusal && <p className={styles.words}>{refusal}</p>}
    </div>
  );
}
