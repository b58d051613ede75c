import type { PointerEvent } from "react";
import styles from "./FilterField.module.css";
import type { Suggestion } from "./filterSuggestion";
import { formatCount } from "./format";
import { Kbd } from "./Kbd";

/** How far from the field's end it starts at the latest, in px, so that it stays in the window. */
const WIDTH = 230;
const WIDTH_WITH_WORDS = 340;

export type FilterSuggestionsProps = {
  id: string;
  offered: Suggestion[];
  active: number;
  /** Letters from the field's start to the popup. */
  indent: number;
  onActive: (index: number) => void;
  onChoose: (suggestion: Suggestion) => void;
};

/** Completions below the caret. */
export function FilterSuggestions({ id, offered, active, indent, onActive, onChoose }: FilterSuggestionsProps) {
  // The field keeps the focus: a press must not take it away before the click.
  const keepFocus = (event: PointerEvent) => event.preventDefault();
  const width = offered.some((suggestion) => suggestion.about) ? WIDTH_WITH_WORDS : WIDTH;
  return (
    <div className={styles.anchor} style={{ left: `min(${indent}ch, 100% - ${width}px)` }}>
      <div className={styles.popup} onPointerDown={keepFocus}>
        <ul id={id} role="listbox" aria-label="Completions">
          {offered.map((suggestion, index) => (
            <li
              key={suggestion.draft}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              data-active={index === active ? "" : undefined}
              className={styles.option}
              onPointerMove={() => index !== active && onActive(index)}
              onClick={() => onChoose(suggestion)}
            >
              {suggestion.mark}
              <span className={styles.name}>{suggestion.name}</span>
              {suggestion.about && <span className="faint">{suggestion.about}</span>}
              {suggestion.count !== undefined && <span className="count">{formatCount(suggestion.count)}</span>}
            </li>
          ))}
        </ul>
        <div className={styles.foot}>
          <Kbd keys="ArrowUp" />
          <Kbd keys="ArrowDown" /> choose
          <Kbd keys="Tab" /> complete
        </div>
      </div>
    </div>
  );
}
