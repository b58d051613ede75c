import type { ReactNode } from "react";
import { classes } from "../components/classes";
import { formatCount } from "../components/format";
import { Shown } from "../components/Shown";
import type { SignedContent } from "../core/generated/SignedContent";
import type { SignedSegment } from "../core/generated/SignedSegment";
import styles from "./SignedBytes.module.css";

/** Draws a body of so many bytes; who shows a check knows where the body is. */
export type DrawBody = (length: number) => ReactNode;

export type SignedBytesProps = { signed: SignedContent; drawBody: DrawBody };

/** The exact bytes that were signed, piece by piece. */
export function SignedBytes({ signed, drawBody }: SignedBytesProps) {
  return (
    <>
      <span className={classes(styles.bytes, "data selectable")}>
        {signed.segments.map((segment, index) => (
          <span key={index} className={classes(styles.piece, styles[segment.kind])} title={titleOf(segment)}>
            {pieceOf(segment, drawBody)}
          </span>
        ))}
      </span>
      <span className="faint">
        {formatCount(signed.length)} B in all{signed.variant === null ? "" : `, ${signed.variant}`}
      </span>
    </>
  );
}

function pieceOf({ kind, name, text, length }: SignedSegment, drawBody: DrawBody): ReactNode {
  if (text !== null) return <Shown text={text} invisibles />;
  if (kind === "body" && length > 0) return drawBody(length);
  return `${name}, ${formatCount(length)} B`;
}

function titleOf({ kind, name, length }: SignedSegment): string {
  return kind === "literal" ? "fixed by the scheme" : `${name}, ${formatCount(length)} B`;
}
