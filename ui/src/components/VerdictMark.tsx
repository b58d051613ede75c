import { memo } from "react";
import { classes } from "./classes";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import styles from "./VerdictMark.module.css";

/** The four outcomes of a signature check. */
export type VerdictName = "verified" | "rejected" | "unsigned" | "not_checked";

export type VerdictMarkProps = {
  verdict: VerdictName;
  /** `row` is quiet unless rejected, `text` coloured, `badge` filled (once a screen, in the detail head), `shape` without the word. */
  look?: "row" | "text" | "badge" | "shape";
};

const drawn: Record<VerdictName, { icon: IconName; word: string }> = {
  verified: { icon: "verified", word: "Verified" },
  rejected: { icon: "rejected", word: "Rejected" },
  unsigned: { icon: "unsigned", word: "Unsigned" },
  not_checked: { icon: "unchecked", word: "Not checked" },
};

/** A verdict: shape, colour and word, always together. */
export const VerdictMark = memo(function VerdictMark({ verdict, look = "text" }: VerdictMarkProps) {
  const { icon, word } = drawn[verdict];
  return (
    <span className={classes(styles.verdict, styles[verdict], styles[look])}>
      <Icon name={icon} size={14} {...(look === "shape" ? { label: word } : {})} />
      {look !== "shape" && word}
    </span>
  );
});

/** The word of a verdict, for sentences. */
export function verdictWord(verdict: VerdictName): string {
  return drawn[verdict].word;
}
