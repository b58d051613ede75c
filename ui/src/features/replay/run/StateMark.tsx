import { memo } from "react";
import { classes } from "../../../components/classes";
import { Icon } from "../../../components/Icon";
import type { IconName } from "../../../components/icons";
import type { RunState } from "../../../core/generated/RunState";
import styles from "./StateMark.module.css";
import { stateWord } from "./words";

export type StateMarkProps = { state: RunState };

const icons: Record<Exclude<RunState, "running">, IconName> = {
  paused: "pause",
  finished: "check",
  cancelled: "stop",
  stopped: "warn",
  interrupted: "warn",
};

/** How far a run is: a shape and a word. */
export const StateMark = memo(function StateMark({ state }: StateMarkProps) {
  return (
    <span className={classes(styles.state, styles[state])}>
      {state === "running" ? <i className={styles.dot} aria-hidden /> : <Icon name={icons[state]} size={12} />}
      {stateWord(state)}
    </span>
  );
});
