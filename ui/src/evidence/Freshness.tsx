import type { TimestampCheck } from "../core/generated/TimestampCheck";
import { classes } from "../components/classes";
import styles from "./Freshness.module.css";
import { freshnessShare, freshnessWords } from "./steps";

export type FreshnessProps = { check: TimestampCheck };

/** How old the request was, against what is allowed. */
export function Freshness({ check }: FreshnessProps) {
  const share = freshnessShare(check);
  return (
    <>
      <span className={styles.line}>
        {share !== null && (
          <span className={styles.gauge} aria-hidden="true">
            <span className={classes(styles.needle, share > 1 && styles.outside)} style={{ left: `${Math.min(share, 1) * 100}%` }} />
          </span>
        )}
        {freshnessWords(check)}
      </span>
      <span className="faint">
        {check.place}: <span className="data selectable">{check.text}</span>
        {check.future === "accept" && check.tolerance_seconds !== null && "; times ahead are accepted"}
      </span>
    </>
  );
}
