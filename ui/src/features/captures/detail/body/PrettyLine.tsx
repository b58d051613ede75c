import { formatPlural } from "../../../../components/format";
import { Icon } from "../../../../components/Icon";
import { insideOf, timeHint } from "./inside";
import { countInvisibles } from "../../../../components/invisibles";
import { type JsonLayout, type JsonPart, partsOf } from "./jsonLayout";
import { textOf } from "./jsonPath";
import styles from "./PrettyView.module.css";
import { Shown } from "../../../../components/Shown";

/** A value longer than this is cut: a line that is too long is slow to draw. */
const LONGEST = 2000;

/** What can be opened is cut here, so that one sees that it can be. */
const LONGEST_PACKED = 22;

export type PrettyLineProps = {
  layout: JsonLayout;
  line: number;
  invisibles: boolean;
  wanted: string;
  arrived: number;
  folded: boolean;
  opened: boolean;
  onFold: () => void;
  onOpen: () => void;
};

/** One line of laid out JSON, with what can be said about its value. */
export function PrettyLine({ layout, line, invisibles, wanted, arrived, folded, opened, onFold, onOpen }: PrettyLineProps) {
  const parts = partsOf(layout, line);
  const closes = layout.closes[line] ?? -1;
  const shown = folded ? parts.slice(0, -1) : parts;
  const value = parts.findLast((part) => part.kind === "string" || part.kind === "number");
  const inside = value?.kind === "string" ? insideOf(textOf(value.text)) : null;
  return (
    <span style={{ paddingLeft: `${(layout.depth[line] ?? 0) * 2}ch` }} className={styles.line}>
      {closes < 0 ? (
        <span className={styles.noFold} />
      ) : (
        <button type="button" className={styles.fold} aria-expanded={!folded} aria-label={folded ? "Unfold" : "Fold"} onClick={onFold} tabIndex={-1}>
          <Icon name={folded ? "right" : "down"} size={12} />
        </button>
      )}
      <span className={styles.parts}>
        {shown.map((part, index) => (
          <Part key={index} part={part} invisibles={invisibles} wanted={wanted} longest={part === value && inside ? LONGEST_PACKED : LONGEST} />
        ))}
        {folded && <Folded layout={layout} line={line} onFold={onFold} />}
        {inside && (
          <button type="button" className={styles.open} aria-expanded={opened} onClick={onOpen}>
            {inside.name}, {opened ? "close" : "open"}
          </button>
        )}
        {value && <Hints value={value} arrived={arrived} />}
      </span>
    </span>
  );
}

type PartProps = { part: JsonPart; invisibles: boolean; wanted: string; longest: number };

function Part({ part: { kind, text }, invisibles, wanted, longest }: PartProps) {
  const drawn = invisibles && (kind === "string" || kind === "key");
  // What is looked for may be in what would be cut.
  const most = wanted === "" ? longest : LONGEST;
  const cut = text.length > most;
  return (
    <span className={styles[kind]}>
      <Shown text={cut ? `${text.slice(0, most)}…` : text} invisibles={drawn} wanted={wanted} />
      {cut && most === LONGEST && <span className={styles.hint}>{formatPlural(text.length - 2, "character")}, whole in Raw</span>}
    </span>
  );
}

function Folded({ layout, line, onFold }: Pick<PrettyLineProps, "layout" | "line" | "onFold">) {
  const list = layout.text[(layout.to[line] ?? 1) - 1] === "[";
  const count = layout.members[line] ?? 0;
  const comma = partsOf(layout, layout.closes[line] ?? line).some((part) => part.text === ",");
  return (
    <>
      <button type="button" className={styles.folded} onClick={onFold} tabIndex={-1}>
        {list ? `[ ${formatPlural(count, "item")} ]` : `{ ${formatPlural(count, "key")} }`}
      </button>
      {comma && <span className={styles.punct}>,</span>}
    </>
  );
}

type HintsProps = { value: JsonPart; arrived: number };

/** What one does not see at a glance: invisible characters, and what a time means. */
function Hints({ value, arrived }: HintsProps) {
  const text = value.kind === "string" ? textOf(value.text) : value.text;
  const hidden = value.kind === "string" ? countInvisibles(text) : 0;
  const time = timeHint(value.kind === "number" ? Number(text) : text, arrived);
  return (
    <>
      {hidden > 0 && <span className={styles.hint}>{formatPlural(hidden, "character")} you cannot see</span>}
      {time && <span className={styles.hint}>{time}</span>}
    </>
  );
}
