import { useCallback, useState } from "react";
import { Button } from "../../../../components/Button";
import { formatCount } from "../../../../components/format";
import { Lines, type LinesProps } from "./Lines";
import styles from "./LongLines.module.css";

/** Browsers cannot lay out an element higher than 33 million pixels. */
const MOST_LINES = 1_000_000;

/** Lines without end: beyond a million they come in parts. */
export function LongLines(props: LinesProps) {
  return props.count <= MOST_LINES ? <Lines {...props} /> : <Parts {...props} />;
}

function Parts(props: LinesProps) {
  const { count, reveal = null, cursor = null, onCursor, onRange } = props;
  const [part, setPart] = useState(0);
  const [revealed, setRevealed] = useState<number | null>(null);
  const start = part * MOST_LINES;
  const length = Math.min(MOST_LINES, count - start);
  // What is to be seen brings its part along.
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal !== null) setPart(Math.floor(reveal / MOST_LINES));
  }
  const within = (index: number | null) => (index === null || index < start || index >= start + length ? null : index - start);
  const tellRange = useCallback((first: number, last: number) => onRange?.(start + first, start + last), [onRange, start]);
  return (
    <>
      <Lines
        {...props}
        key={part}
        count={length}
        numberOf={(index) => props.numberOf(start + index)}
        renderLine={(index) => props.renderLine(start + index)}
        reveal={within(reveal)}
        cursor={within(cursor)}
        onRange={tellRange}
        {...(onCursor ? { onCursor: (index: number) => onCursor(start + index) } : {})}
      />
      <p className={styles.parts}>
        <span className="grow">
          Lines {formatCount(start + 1)} to {formatCount(start + length)} of {formatCount(count)}
        </span>
        <Button small name="Before" disabled={part === 0} onClick={() => setPart(part - 1)} />
        <Button small name="After" disabled={start + length >= count} onClick={() => setPart(part + 1)} />
      </p>
    </>
  );
}
