import { classes } from "../../../../components/classes";
import { formatCount } from "../../../../components/format";
import type { SignedContent } from "../../../../core/generated/SignedContent";
import type { SignedSegment } from "../../../../core/generated/SignedSegment";
import { Shown } from "../body/Shown";
import styles from "./SignedBytes.module.css";

export type SignedBytesProps = { signed: SignedContent };

/** The exact bytes that were signed, piece by piece. */
export function SignedBytes({ signed }: SignedBytesProps) {
  return (
    <>
      <span className={classes(styles.bytes, "data selectable")}>
        {signed.segments.map((segment, index) => (
          <span key={index} className={classes(styles.piece, styles[segment.kind])} title={titleOf(segment)}>
            {segment.text === null ? `${segment.name}, ${formatCount(segment.length)} B` : <Shown text={segment.text} invisibles />}
          </span>
        ))}
      </span>
      <span className="faint">
        {formatCount(signed.length)} B in all{signed.variant === null ? "" : `, ${signed.variant}`}
      </span>
    </>
  );
}

function titleOf({ kind, name, length }: SignedSegment): string {
  return kind === "literal" ? "fixed by the scheme" : `${name}, ${formatCount(length)} B`;
}
