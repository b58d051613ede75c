import { useMemo, useState } from "react";
import { Icon } from "../../../../components/Icon";
import { type JsonLine, type JsonPart, unfolded } from "./jsonLines";
import { Lines } from "./Lines";
import styles from "./PrettyView.module.css";
import { Shown } from "./Shown";

export type PrettyViewProps = {
  lines: JsonLine[];
  invisibles: boolean;
  /** Lines that hold what is looked for. */
  found: ReadonlySet<number>;
  reveal: number | null;
};

/** JSON laid out, with values that fold. */
export function PrettyView({ lines, invisibles, found, reveal }: PrettyViewProps) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const seen = useMemo(() => unfolded(lines, found.size > 0 ? new Set() : folded), [lines, folded, found]);
  const toggle = (line: number) =>
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(line)) after.add(line);
      return after;
    });
  return (
    <Lines
      label="Body, laid out"
      count={seen.length}
      digits={String(lines.length).length}
      numberOf={(index) => (seen[index] ?? 0) + 1}
      reveal={reveal === null ? null : seen.indexOf(reveal)}
      isMarked={(index) => found.has(seen[index] ?? -1)}
      renderLine={(index) => {
        const at = seen[index] ?? 0;
        const line = lines[at];
        return line && <PrettyLine line={line} invisibles={invisibles} folded={folded.has(at) && found.size === 0} onToggle={() => toggle(at)} />;
      }}
    />
  );
}

type PrettyLineProps = { line: JsonLine; invisibles: boolean; folded: boolean; onToggle: () => void };

function PrettyLine({ line, invisibles, folded, onToggle }: PrettyLineProps) {
  return (
    <span style={{ paddingLeft: `${line.depth * 2}ch` }} className={styles.line}>
      {line.closes === null ? (
        <span className={styles.noFold} />
      ) : (
        <button type="button" className={styles.fold} aria-expanded={!folded} aria-label={folded ? "Unfold" : "Fold"} onClick={onToggle}>
          <Icon name={folded ? "right" : "down"} size={12} />
        </button>
      )}
      {line.parts.map((part, index) => (
        <Part key={index} part={part} invisibles={invisibles} />
      ))}
      {folded && <span className={styles.hidden}>{line.members} inside</span>}
    </span>
  );
}

function Part({ part, invisibles }: { part: JsonPart; invisibles: boolean }) {
  const drawn = invisibles && (part.kind === "string" || part.kind === "key");
  return <span className={styles[part.kind]}>{drawn ? <Shown text={part.text} invisibles /> : part.text}</span>;
}
