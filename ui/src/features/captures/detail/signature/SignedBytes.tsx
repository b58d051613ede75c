import { classes } from "../../../../components/classes";
import { formatCount } from "../../../../components/format";
import type { SignedContent } from "../../../../core/generated/SignedContent";
import type { SignedSegment } from "../../../../core/generated/SignedSegment";
import { Shown } from "../body/Shown";
import { SignedBody } from "./SignedBody";
import styles from "./SignedBytes.module.css";

export type SignedBytesProps = {
  /** Whose body is meant. */
  capture: string;
  signed: SignedContent;
};

/** The exact bytes that were signed, piece by piece. */
export function SignedBytes({ capture, signed }: SignedBytesProps) {
  return (
    <>
      <span className={classes(styles.bytes, "data selectable")}>
        {signed.segments.map((segment, index) => (
          <span key={index} className={classes(styles.piece, styles[segment.kind])} title={titleOf(segment)}>
            <Piece capture={capture} segment={segment} />
          </span>
        ))}
      </span>
      <span className="faint">
        {formatCount(signed.length)} B in all{signed.variant === null ? "" : `, ${signed.variant}`}
      </span>
    </>
  );
}

function Piece({ capture, segment }: { capture: string; segment: SignedSegment }) {
  if (segment.text !== null) return <Shown text={segment.text} invisibles />;
  if (segment.kind === "body" && segment.length > 0) return <SignedBody capture={capture} length={segment.length} />;
  return `${segment.name}, ${formatCount(segment.length)} B`;
}

function titleOf({ kind, name, length }: SignedSegment): string {
  return kind === "literal" ? "fixed by the scheme" : `${name}, ${formatCount(length)} B`;
}
