import { useMemo } from "react";
import { formatPlural } from "../../../../components/format";
import { Facts } from "../Facts";
import styles from "./BodyTab.module.css";
import { hexLine, hexLineCount } from "./hexLines";
import { lineText } from "./jsonLines";
import { Lines } from "./Lines";
import { PrettyView } from "./PrettyView";
import { Shown } from "./Shown";
import { formFields } from "./textLines";
import type { View, ViewLines } from "./views";

export type BodyViewProps = ViewLines & {
  view: View;
  bytes: Uint8Array;
  text: string;
  invisibles: boolean;
  /** Text to look for. */
  wanted: string;
};

/** The body in one of its views, with what is looked for marked. */
export function BodyView({ view, bytes, text, json, lines, invisibles, wanted }: BodyViewProps) {
  const found = useMemo(() => foundIn(json?.map(lineText) ?? lines, wanted), [json, lines, wanted]);
  const reveal = found.size > 0 ? Math.min(...found) : null;
  if (view === "hex") return <HexView bytes={bytes} />;
  if (view === "form") return <Facts facts={formFields(text).map(([name, value]) => ({ name, value: value === "" ? "(empty)" : <Shown text={value} invisibles={invisibles} />, data: true }))} />;
  return (
    <>
      {wanted !== "" && <p className={styles.count} role="status">{formatPlural(found.size, "line")} with “{wanted}”</p>}
      {json !== null ? (
        <PrettyView lines={json} invisibles={invisibles} found={found} reveal={reveal} />
      ) : (
        <Lines
          label="Body as it came"
          count={lines.length}
          digits={String(lines.length).length}
          reveal={reveal}
          isMarked={(index) => found.has(index)}
          renderLine={(index) => <Shown text={lines[index] ?? ""} invisibles={invisibles} />}
        />
      )}
    </>
  );
}

function HexView({ bytes }: { bytes: Uint8Array }) {
  return (
    <Lines
      label="Body in hex"
      count={hexLineCount(bytes.length)}
      digits={8}
      numberOf={(index) => hexLine(bytes, index).offset}
      renderLine={(index) => {
        const { hex, ascii } = hexLine(bytes, index);
        return `${hex} ${ascii}`;
      }}
    />
  );
}

function foundIn(lines: string[], wanted: string): ReadonlySet<number> {
  const found = new Set<number>();
  if (wanted === "") return found;
  const lower = wanted.toLowerCase();
  lines.forEach((line, index) => {
    if (line.toLowerCase().includes(lower)) found.add(index);
  });
  return found;
}
