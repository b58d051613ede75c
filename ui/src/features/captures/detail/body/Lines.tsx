import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./Lines.module.css";

const LINE_HEIGHT = 18;

export type LinesProps = {
  /** What the lines are, read aloud. */
  label: string;
  count: number;
  /** Digits that line numbers need; 0 shows none. */
  digits: number;
  /** Number shown before line `index`. */
  numberOf?: ((index: number) => number | string) | undefined;
  renderLine: (index: number) => ReactNode;
  /** A line to bring into view, whenever it changes. */
  reveal?: number | null;
  /** Lines to mark. */
  isMarked?: (index: number) => boolean;
};

/** Lines of code or bytes; only those in view are drawn. */
export function Lines({ label, count, digits, numberOf = (index) => index + 1, renderLine, reveal = null, isMarked }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => LINE_HEIGHT, overscan: 20 });
  useEffect(() => {
    if (reveal !== null) virtual.scrollToIndex(reveal, { align: "center" });
    // The virtualizer is the same for the life of the list.
  }, [reveal, virtual]);
  return (
    <div ref={box} className={styles.box} tabIndex={0} role="region" aria-label={label}>
      <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={styles.line} style={{ transform: `translateY(${start}px)` }} data-marked={isMarked?.(index) ? "" : undefined}>
            {digits > 0 && (
              <span className={styles.number} style={{ width: `${digits + 1}ch` }} aria-hidden="true">
                {numberOf(index)}
              </span>
            )}
            <span className="selectable">{renderLine(index)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
