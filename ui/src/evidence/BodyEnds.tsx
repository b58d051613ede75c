import { formatCount } from "../components/format";
import { Shown } from "../components/Shown";
import styles from "./SignedBytes.module.css";

/** A body up to here is shown whole. */
const SHORT = 240;

/** How much of a longer one is shown at its two ends. */
const BEGINNING = 72;
const END = 40;

/** A slice: `start` inclusive, `end` exclusive. */
type Slice = { start: number; end: number };

/** Which bytes of a body of this length are shown: all of it, or its two ends. */
export function shownSlices(length: number): [Slice] | [Slice, Slice] {
  if (length <= SHORT) return [{ start: 0, end: length }];
  return [
    { start: 0, end: BEGINNING },
    { start: length - END, end: length },
  ];
}

export type BodyEndsProps = { beginning: Uint8Array; end: Uint8Array | null; length: number };

/** Both ends of a body, where most mistakes are: a byte order mark, a newline too many. */
export function BodyEnds({ beginning, end, length }: BodyEndsProps) {
  // A cut may fall into a character; what is left of it is not part of the picture.
  return (
    <>
      <Shown text={end ? textOf(beginning).replace(/\uFFFD$/, "") : textOf(beginning)} invisibles />
      {end && (
        <>
          <span className={styles.gap}> … {formatCount(length - beginning.length - end.length)} B more … </span>
          <Shown text={textOf(end).replace(/^\uFFFD{1,3}/, "")} invisibles />
        </>
      )}
    </>
  );
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
