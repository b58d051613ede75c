import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { classes } from "./classes";
import table from "./Table.module.css";

/** What a caller can ask of a list. */
export type VirtualListHandle = {
  /** Brings a row into view, moving as little as possible. */
  reveal(index: number): void;
  toTop(): void;
  isAtTop(): boolean;
  focus(): void;
  /** Rows that fit, for PageUp and PageDown. */
  pageLength(): number;
};

export type VirtualListProps = {
  /** Stable prefix of the rows' element ids. */
  id: string;
  /** What is listed, read aloud. */
  label: string;
  count: number;
  rowHeight?: number;
  /** The row that keys act on; `null` when there is none. */
  cursor: number | null;
  /** More than the cursor may be selected. */
  isSelected?: (index: number) => boolean;
  /** Cells of a row (`role="gridcell"`), made of primitives. */
  renderRow: (index: number) => ReactNode;
  /** Cells of the head (`role="columnheader"`). */
  head?: ReactNode;
  columnCount?: number;
  /** Sets `--columns` for head and rows. */
  className?: string | undefined;
  /** Rows on screen, so that their pages can be fetched. */
  onRange?: (first: number, last: number) => void;
  onScroll?: (atTop: boolean) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onRowClick?: (index: number, event: MouseEvent) => void;
  onRowDoubleClick?: (index: number) => void;
  ref?: Ref<VirtualListHandle>;
};

/** Any number of rows of one height; only those on screen exist. Keys are the caller's. */
export function VirtualList(props: VirtualListProps) {
  const { id, label, count, rowHeight = 32, cursor, head, columnCount, className, onRange, ref } = props;
  const box = useRef<HTMLDivElement>(null);
  const headHeight = head ? 26 : 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
    overscan: 8,
  });
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  // A row that is not in the page cannot be named.
  const active = rows.some(({ index }) => index === cursor) ? rowId(id, cursor ?? 0) : undefined;
  useEffect(() => {
    if (count > 0) onRange?.(first, last);
  }, [count, first, last, onRange]);
  useImperativeHandle(ref, () => ({
    reveal: (index) => virtual.scrollToIndex(index, { align: "auto" }),
    toTop: () => box.current?.scrollTo({ top: 0 }),
    isAtTop: () => (box.current?.scrollTop ?? 0) < rowHeight / 2,
    focus: () => box.current?.focus({ preventScroll: true }),
    pageLength: () => Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
  }));
  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={count + (head ? 1 : 0)}
      aria-colcount={columnCount}
      aria-multiselectable={props.isSelected !== undefined}
      aria-activedescendant={active}
      tabIndex={0}
      className={classes(table.table, className)}
      onKeyDown={props.onKeyDown}
      onScroll={() => props.onScroll?.((box.current?.scrollTop ?? 0) < rowHeight / 2)}
    >
      {head && (
        <div role="row" aria-rowindex={1} className={classes(table.row, table.head)}>
          {head}
        </div>
      )}
      <div role="rowgroup" className={table.rows} style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          <div
            key={index}
            role="row"
            id={rowId(id, index)}
            aria-rowindex={index + (head ? 2 : 1)}
            aria-selected={props.isSelected ? props.isSelected(index) : index === cursor}
            data-cursor={index === cursor ? "" : undefined}
            className={classes(table.row, table.placed)}
            style={{ height: rowHeight, transform: `translateY(${start - headHeight}px)` }}
            onClick={(event) => props.onRowClick?.(index, event)}
            onDoubleClick={() => props.onRowDoubleClick?.(index)}
          >
            {props.renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

function rowId(list: string, index: number): string {
  return `${list}-${index}`;
}
