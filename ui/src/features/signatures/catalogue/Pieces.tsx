import { classes } from "../../../components/classes";
import styles from "./Pieces.module.css";
import type { Piece } from "./pieces";

export type PiecesProps = {
  /** What the row is: `Stripe-Signature`. */
  name: string;
  pieces: Piece[];
};

/** Labelled pieces in a row, in the colours of their roles. */
export function Pieces({ name, pieces }: PiecesProps) {
  return (
    <figure className={styles.figure}>
      <figcaption className={classes(styles.caption, "data")}>{name}</figcaption>
      <div className={styles.row}>
        {pieces.map(({ text, label, tone }, index) => (
          <span key={index} className={classes(styles.piece, styles[tone])}>
            <span className={classes(styles.text, "data selectable")}>{text}</span>
            <span className={styles.label}>{label}</span>
          </span>
        ))}
      </div>
    </figure>
  );
}
