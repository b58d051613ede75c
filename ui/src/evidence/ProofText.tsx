import { classes } from "../components/classes";
import { Shown } from "../components/Shown";
import type { ProofBytes } from "../core/generated/ProofBytes";
import { isCut, type Piece, proofLines } from "./proof";
import styles from "./ProofView.module.css";

export type ProofTextProps = { signed: ProofBytes; checked: ProofBytes };

/** Both sides as text on the same lines, invisible characters drawn. */
export function ProofText({ signed, checked }: ProofTextProps) {
  const lines = proofLines(signed, checked);
  return (
    <div className={classes(styles.sheet, "data selectable")} tabIndex={0} role="group" aria-label="Both as text">
      {lines.map((line, index) => (
        <div key={index} className={styles.line}>
          <span className={styles.cell}>
            {index === 0 && signed.offset > 0 && <Beyond />}
            <Pieces pieces={line.signed} side="signed" />
            {index === lines.length - 1 && isCut(signed) && <Beyond />}
          </span>
          <span className={styles.cell}>
            {index === 0 && checked.offset > 0 && <Beyond />}
            <Pieces pieces={line.checked} side="checked" />
            {index === lines.length - 1 && isCut(checked) && <Beyond />}
          </span>
        </div>
      ))}
    </div>
  );
}

function Beyond() {
  return <span className={styles.beyond}>…</span>;
}

type PiecesProps = { pieces: Piece[]; side: "signed" | "checked" };

function Pieces({ pieces, side }: PiecesProps) {
  return pieces.map(({ kind, text }, index) => {
    if (kind === "same") return <Shown key={index} text={text} invisibles />;
    if (kind === "gap") return <span key={index} className={classes(styles.gap, styles[side])} title="Missing here" />;
    return (
      <mark key={index} className={classes(styles.only, styles[side])}>
        <Shown text={text} invisibles />
      </mark>
    );
  });
}
