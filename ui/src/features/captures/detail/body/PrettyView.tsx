import { type KeyboardEvent, useMemo, useState } from "react";
import { insideOf } from "./inside";
import type { JsonLayout } from "./jsonLayout";
import { LongLines } from "./LongLines";
import { PrettyLine } from "./PrettyLine";
import styles from "./PrettyView.module.css";
import { lineOf, type Row, rowsOf, rowWith, stringOf } from "./rows";
import { Shown } from "../../../../components/Shown";

export type PrettyViewProps = {
  layout: JsonLayout;
  invisibles: boolean;
  wrap: boolean;
  wanted: string;
  /** The line with the hit that is looked at. */
  hit: number | null;
  /** The line that is looked at. */
  line: number | null;
  onLine: (line: number) => void;
  /** When the capture arrived, in milliseconds. */
  arrived: number;
};

const none: ReadonlySet<number> = new Set();

/** JSON laid out; values fold, and what is packed in a string opens in place. */
export function PrettyView({ layout, invisibles, wrap, wanted, hit, line, onLine, arrived }: PrettyViewProps) {
  const [folded, toggleFold] = useToggles();
  const [opened, toggleOpen] = useToggles();
  // A hit may be inside of a fold: nothing is folded while something is looked for.
  const shut = wanted === "" ? folded : none;
  const rows = useMemo(() => rowsOf(layout, shut, opened), [layout, shut, opened]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (line === null) return;
    const opens = (layout.closes[line] ?? -1) >= 0;
    if (event.key === "ArrowLeft" && opens && !shut.has(line)) toggleFold(line);
    else if (event.key === "ArrowRight" && shut.has(line)) toggleFold(line);
    else if (event.key === "Enter" && insideOf(stringOf(layout, line) ?? "")) toggleOpen(line);
    else return;
    event.preventDefault();
  };
  const renderLine = (index: number) => {
    const row = rows[index];
    if (row === undefined) return null;
    if (typeof row === "object") return <Below row={row} invisibles={invisibles} wanted={wanted} />;
    return (
      <PrettyLine
        layout={layout}
        line={row}
        invisibles={invisibles}
        wanted={wanted}
        arrived={arrived}
        folded={shut.has(row)}
        opened={opened.has(row)}
        onFold={() => toggleFold(row)}
        onOpen={() => toggleOpen(row)}
      />
    );
  };
  return (
    <LongLines
      label="Body, laid out"
      count={rows.length}
      digits={String(layout.from.length).length}
      numberOf={(index) => (typeof rows[index] === "object" ? null : lineOf(rows[index]) + 1)}
      wrap={wrap}
      reveal={hit === null ? null : rowWith(rows, hit)}
      cursor={line === null ? null : rowWith(rows, line)}
      onCursor={(index) => onLine(lineOf(rows[index]))}
      onKeyDown={onKeyDown}
      renderLine={renderLine}
    />
  );
}

type BelowProps = { row: Exclude<Row, number>; invisibles: boolean; wanted: string };

/** A line of what was opened. */
function Below({ row, invisibles, wanted }: BelowProps) {
  return (
    <span className={styles.below} style={{ marginLeft: `${row.depth * 2 + 3}ch`, paddingLeft: `${row.indent * 2 + 1}ch` }}>
      <Shown text={row.text} invisibles={invisibles} wanted={wanted} />
    </span>
  );
}

function useToggles(): [ReadonlySet<number>, (line: number) => void] {
  const [on, setOn] = useState(none);
  const toggle = (line: number) =>
    setOn((before) => {
      const after = new Set(before);
      if (!after.delete(line)) after.add(line);
      return after;
    });
  return [on, toggle];
}
