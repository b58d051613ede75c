import { type Ref, useEffect, useId, useRef } from "react";
import { Button } from "./Button";
import { Chip } from "./Chip";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import styles from "./FilterField.module.css";
import { FilterSuggestions } from "./FilterSuggestions";
import type { Suggest } from "./filterSuggestion";
import { chipOf } from "./filterTerms";
import { useFilterField } from "./useFilterField";

export type FilterFieldProps = {
  /** Read aloud: `Filter captures`. */
  label: string;
  /** What stands in it while it is empty. */
  placeholder: string;
  filter: string;
  onFilter: (filter: string) => void;
  suggest: Suggest;
  /** What is wrong with each term, in their order. */
  wrong: (string | undefined)[];
  /** Why the filter cannot be read. */
  problem: string | null;
  /** Id of the text that says so. */
  problemId: string;
  ref: Ref<HTMLInputElement>;
};

/** The filter: complete terms as chips, the one being typed as text with completions. */
export function FilterField({ label, placeholder, filter, onFilter, suggest, wrong, problem, problemId, ref }: FilterFieldProps) {
  const field = useFilterField(filter, onFilter, suggest);
  const { terms, draft, offered, active } = field;
  const list = useId();
  const expanded = offered.length > 0;
  const chips = useRef<HTMLDivElement>(null);
  // The newest chip is the one that was just made: it stays in view when there is no room for all.
  useEffect(() => {
    if (chips.current) chips.current.scrollLeft = chips.current.scrollWidth;
  }, [filter]);
  const empty = terms.length === 0 && draft === "";
  return (
    <div className={styles.field} data-invalid={problem === null ? undefined : ""} role="search">
      <Icon name="search" size={14} />
      <div ref={chips} className={styles.chips}>
        {terms.map((term, index) => (
          <Chip key={`${index} ${term.text}`} {...chipOf(term)} wrong={wrong[index]} onRemove={() => field.removeTerm(index)} />
        ))}
      </div>
      <div className={styles.typed}>
        <input
          ref={ref}
          className={classes(styles.input, "data")}
          role="combobox"
          aria-label={label}
          aria-expanded={expanded}
          aria-controls={expanded ? list : undefined}
          aria-activedescendant={expanded ? `${list}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          placeholder={empty ? placeholder : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => field.onType(event.target.value)}
          onKeyDown={field.onKeyDown}
          onBlur={field.close}
        />
        {expanded && <FilterSuggestions id={list} offered={offered} active={active} indent={indentOf(draft)} onActive={field.setActive} onChoose={field.choose} />}
      </div>
      {empty ? <Kbd keys="/" /> : <Button name="Clear the filter" look="icon" icon="x" small onClick={field.clear} />}
    </div>
  );
}

/** Letters before what is completed, so that the popup stands below it. */
function indentOf(draft: string): number {
  return Math.max(draft.lastIndexOf(":"), draft.lastIndexOf(" ")) + 1;
}
