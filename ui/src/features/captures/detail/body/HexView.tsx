import { useCallback, useRef, useState } from "react";
import { useByteSlices } from "../../../../core/useBytes";
import styles from "./HexView.module.css";
import { hexLine, slicesOf } from "./hexLines";
import { LongLines } from "./LongLines";
import { useHexWidth } from "./useHexWidth";

export type HexViewProps = {
  /** Where the bytes are. */
  path: string;
  total: number;
};

/** Bytes with their offsets; only the slices in view are fetched. */
export function HexView({ path, total }: HexViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useHexWidth(box);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const slices = slicesOf({ first: range.first * width, last: (range.last + 1) * width - 1 }, total);
  const fetched = useByteSlices(path, slices);
  const failure = fetched.find((slice) => slice.error)?.error;
  const lineAt = (place: number) => {
    const at = slices.findIndex(({ start, end }) => place >= start && place < end);
    const bytes = fetched[at]?.data?.bytes;
    return bytes === undefined ? null : hexLine(bytes, place - (slices[at]?.start ?? 0), width);
  };
  const renderLine = (index: number) => {
    const line = lineAt(index * width);
    return (
      line && (
        <>
          {line.hex}
          <span className={styles.ascii}>{line.ascii}</span>
        </>
      )
    );
  };
  return (
    <div ref={box} className={styles.view}>
      {failure && <p className={styles.failed} role="alert">{failure.message}</p>}
      <LongLines
        label="Body in hex"
        count={Math.ceil(total / width)}
        digits={8}
        numberOf={(index) => (index * width).toString(16).padStart(8, "0")}
        onRange={onRange}
        renderLine={renderLine}
      />
    </div>
  );
}
