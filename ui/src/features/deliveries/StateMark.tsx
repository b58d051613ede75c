import { memo } from "react";
import { classes } from "../../components/classes";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/icons";
import type { DeliveryState } from "../../core/generated/DeliveryState";
import styles from "./StateMark.module.css";
import { stateWord } from "./words";

export type StateMarkProps = {
  state: DeliveryState;
  /** A badge is filled: once, in the detail's head; a shape has no word. */
  look: "row" | "badge" | "shape";
};

const icons: Record<DeliveryState, IconName> = {
  pending: "unchecked",
  running: "send",
  retrying: "clock",
  succeeded: "verified",
  failed: "rejected",
  cancelled: "minus",
  paused: "pause",
};

/** How far a delivery is: a shape, a word and a colour. */
export const StateMark = memo(function StateMark({ state, look }: StateMarkProps) {
  const wordless = look === "shape";
  return (
    <span className={classes(styles.state, styles[look], styles[state])}>
      <Icon name={icons[state]} size={look === "row" ? 16 : 14} {...(wordless ? { label: stateWord(state) } : {})} />
      {!wordless && <span className={styles.word}>{stateWord(state)}</span>}
    </span>
  );
});
