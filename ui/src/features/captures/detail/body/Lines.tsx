import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { classes } from "../../../../components/classes";
import styles from "./Lines.module.css";

const LINE_HEIGHT = 18;

export type LinesProps = {
  /** What the lines are, read aloud. */
  label: string;
  count: number;
  /** Digits that line numbers need. */
  digits: number;
  /** What stands before line `index`. */
  numberOf: (index: number) => number | string | null;
  renderLine: (index: number) => ReactNode;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  /** A line to bring into view, whenever it changes. */
  reveal?: number | null;
  /** The line that is looked at. */
  cursor?: number | null;
  /** Without it, keys scroll; with it, they move the cursor. */
  onCursor?: (index: number) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Lines in view, so that their bytes can be fetched. */
  onRange?: (first: number, last: number) => void;
};

/** Lines of code or bytes; only those in view are drawn. */
export function Lines(props: LinesProps) {
  const { label, count, digits, numberOf, renderLine, wrap = false, reveal = null, cursor = null, onCursor, onRange } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => LINE_HEIGHT, overscan: 20 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, onRange]);
  useEffect(() => {
    if (reveal !== null && reveal >= 0) virtual.scrollToIndex(reveal, { align: "center" });
    // The virtualizer is the same for the life of the list.
  }, [reveal, virtual]);
  useEffect(() => virtual.measure(), [wrap, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1);
    const to = goal(event.key, cursor ?? first - 1, { count, page });
    if (to === null) return;
    // These keys belong to the list of captures when the focus is elsewhere.
    event.stopPropagation();
    if (onCursor === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(to, { align: "auto" });
    onCursor(to);
  };
  return (
    <div ref={box} className={styles.box} tabIndex={0} role="region" aria-label={label} onKeyDown={onKeyDown}>
      <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <div
            key={index}
            ref={wrap ? virtual.measureElement : undefined}
            data-index={index}
            className={classes(styles.line, wrap && styles.wrap)}
            style={{ transform: `translateY(${start}px)` }}
            data-cursor={index === cursor ? "" : undefined}
            onClick={() => onCursor?.(index)}
          >
            <span className={styles.number} style={{ width: `${digits}ch` }} aria-hidden="true">
              {numberOf(index)}
            </span>
            <span className={classes("selectable", styles.text)}>{renderLine(index)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Where a key leads, `null` when it leads nowhere. */
function goal(key: string, from: number, { count, page }: { count: number; page: number }): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
  const step = steps[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, from + step));
}
