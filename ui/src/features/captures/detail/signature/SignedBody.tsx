import { formatCount } from "../../../../components/format";
import { useBytes } from "../../../../core/useBytes";
import { Shown } from "../body/Shown";
import styles from "./SignedBytes.module.css";

/** A body up to here is shown whole. */
const SHORT = 240;

/** How much of a longer one is shown at its two ends. */
const BEGINNING = 72;
const END = 40;

export type SignedBodyProps = { capture: string; length: number };

/** Both ends of the body, where most mistakes are: a byte order mark, a newline too many. */
export function SignedBody({ capture, length }: SignedBodyProps) {
  const path = `captures/${capture}/body`;
  const short = length <= SHORT;
  const beginning = useBytes(path, { start: 0, end: short ? length : BEGINNING }).data;
  const end = useBytes(short ? null : path, { start: length - END, end: length }).data;
  if (!beginning || (!short && !end)) return `body, ${formatCount(length)} B`;
  return (
    <>
      <Shown text={textOf(beginning.bytes)} invisibles />
      {end && (
        <>
          <span className={styles.gap}> … {formatCount(length - BEGINNING - END)} B more … </span>
          <Shown text={textOf(end.bytes)} invisibles />
        </>
      )}
    </>
  );
}

function textOf(bytes: Uint8Array): string {
  // The cut may fall into a character; what is left of it is not part of the picture.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replace(/^\uFFFD{1,3}|\uFFFD$/g, "");
}
