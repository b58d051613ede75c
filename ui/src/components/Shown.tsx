import { memo } from "react";
import { classes } from "./classes";
import { marked } from "./marked";
import { runs } from "./invisibles";
import styles from "./Shown.module.css";

export type ShownProps = {
  text: string;
  /** Draws the characters that one cannot see. */
  invisibles: boolean;
  /** Marked wherever it occurs. */
  wanted?: string;
};

/** A text, with its invisible characters drawn when wanted. */
export const Shown = memo(function Shown({ text, invisibles, wanted = "" }: ShownProps) {
  const shown = invisibles ? text : text.replace(/\r?\n$/, "");
  return marked(shown, wanted).map((piece, index) =>
    piece.hit ? (
      <mark key={index} className={styles.hit}>
        <Plain text={piece.text} invisibles={invisibles} />
      </mark>
    ) : (
      <Plain key={index} text={piece.text} invisibles={invisibles} />
    ),
  );
});

function Plain({ text, invisibles }: Pick<ShownProps, "text" | "invisibles">) {
  if (!invisibles) return text;
  return runs(text).map((run, index) =>
    run.mark === undefined ? (
      run.text
    ) : (
      <span key={index} className={classes(run.mark === "named" ? styles.named : styles.quiet)} title={run.title}>
        {run.text}
      </span>
    ),
  );
}
