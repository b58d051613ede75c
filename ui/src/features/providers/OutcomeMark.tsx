import { memo } from "react";
import { classes } from "../../components/classes";
import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/icons";
import type { Outcome } from "./outcome";
import styles from "./OutcomeMark.module.css";

export type OutcomeMarkProps = {
  outcome: Outcome;
  /** The provider's own word. */
  word: string;
  /** Filled: once, in the head of a detail. */
  filled?: boolean;
};

const icons: Record<Outcome, IconName> = { good: "verified", bad: "rejected", waits: "clock", runs: "send", other: "unchecked" };

/** How something ended, or how far it is: a shape, a word and a colour. */
export const OutcomeMark = memo(function OutcomeMark({ outcome, word, filled = false }: OutcomeMarkProps) {
  return (
    <span className={classes(styles.mark, styles[outcome], filled ? styles.filled : styles.row)}>
      <Icon name={icons[outcome]} size={filled ? 14 : 16} />
      <span className="cut">{word}</span>
    </span>
  );
});
