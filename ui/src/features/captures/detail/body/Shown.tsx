import { memo } from "react";
import { runs } from "./invisibles";
import styles from "./Shown.module.css";

export type ShownProps = {
  text: string;
  /** Draws the characters that one cannot see. */
  invisibles: boolean;
};

/** A text, with its invisible characters drawn when wanted. */
export const Shown = memo(function Shown({ text, invisibles }: ShownProps) {
  if (!invisibles) return text.replace(/\r?\n$/, "");
  return runs(text).map((run, index) =>
    run.mark === undefined ? (
      run.text
    ) : (
      <span key={index} className={run.mark === "named" ? styles.named : styles.quiet}>
        {run.text}
      </span>
    ),
  );
});
