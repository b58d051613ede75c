import { Icon } from "../components/Icon";
import type { Hint } from "../core/generated/Hint";
import styles from "./Hints.module.css";

export type HintsProps = {
  hints: Hint[];
  /** They stand beside causes that are proved. */
  beside: boolean;
};

/** What stands out and is not proved by a digest: never said to be the cause. */
export function Hints({ hints, beside }: HintsProps) {
  return (
    <div className={styles.hints}>
      <h3 className="label">{beside ? "Also noticed, not proved" : "What stands out"}</h3>
      <ul className={styles.list}>
        {hints.map(({ code, sentence, fix }) => (
          <li key={`${code} ${sentence}`} className={styles.hint}>
            <Icon name="info" size={14} />
            <div className={styles.words}>
              <p>{sentence}</p>
              {fix !== "" && <p className="muted">{fix}</p>}
            </div>
            <span className="data faint">{code}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
