import { classes } from "../../../components/classes";
import { Icon } from "../../../components/Icon";
import styles from "./Trace.module.css";
import type { Step } from "./trace";

export type TraceProps = {
  /** What was sent again, read aloud. */
  label: string;
  steps: Step[];
};

/** Asked, sent, arrived, verified: how far a redelivery came, on one line. */
export function Trace({ label, steps }: TraceProps) {
  return (
    <ol className={styles.trace} aria-label={label}>
      {steps.map(({ state, name, time, detail }) => (
        <li key={name} className={classes(styles.step, styles[state])}>
          <span className={styles.mark}>{state !== "waits" && <Icon name={state === "done" ? "check" : "x"} size={12} />}</span>
          <span className={styles.name}>{name}</span>
          <span className={styles.time}>{time}</span>
          <span className={styles.detail} title={detail}>
            {detail}
          </span>
        </li>
      ))}
    </ol>
  );
}
