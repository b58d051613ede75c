import { LongLines } from "./LongLines";
import { Shown } from "../../../../components/Shown";
import type { TextLine } from "./textLines";

export type TextViewProps = {
  lines: TextLine[];
  invisibles: boolean;
  wrap: boolean;
  wanted: string;
  /** The line with the hit that is looked at. */
  hit: number | null;
};

/** A text as it came, line by line. */
export function TextView({ lines, invisibles, wrap, wanted, hit }: TextViewProps) {
  const most = lines.findLast((line) => line.number !== null)?.number ?? 1;
  return (
    <LongLines
      label="Body as it came"
      count={lines.length}
      digits={String(most).length}
      numberOf={(index) => lines[index]?.number ?? null}
      wrap={wrap}
      reveal={hit}
      cursor={hit}
      renderLine={(index) => <Shown text={lines[index]?.text ?? ""} invisibles={invisibles} wanted={wanted} />}
    />
  );
}
