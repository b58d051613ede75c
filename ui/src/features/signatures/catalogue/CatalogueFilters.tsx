import type { KeyboardEvent, Ref } from "react";
import { formatCount } from "../../../components/format";
import { Select } from "../../../components/Select";
import { trusts, type Mark } from "../../../components/schemeWords";
import { TextField } from "../../../components/TextField";
import { ToggleChips } from "../../../components/ToggleChips";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { algorithmsOf, type SchemeFilter, type Trait, traits } from "./schemeFilter";
import styles from "./Catalogue.module.css";

export type CatalogueFiltersProps = {
  schemes: SchemeSummary[];
  filter: SchemeFilter;
  onChange: (part: Partial<SchemeFilter>) => void;
  /** Keys that move in the list below. */
  onKeyDown: (event: KeyboardEvent) => void;
  field: Ref<HTMLInputElement>;
};

const anyMark = { value: "", name: "Any facts" };
const marks = (Object.keys(trusts) as Mark[]).map((mark) => ({ value: mark, name: trusts[mark].word, hint: mark }));

/** Words, algorithm, traits and mark. */
export function CatalogueFilters({ schemes, filter, onChange, onKeyDown, field }: CatalogueFiltersProps) {
  const anyAlgorithm = { value: "", name: "Any algorithm" };
  const algorithms = algorithmsOf(schemes).map(({ name, count }) => ({ value: name, name, hint: formatCount(count) }));
  return (
    <div className={styles.filters} role="search" aria-label="Schemes">
      <div onKeyDown={onKeyDown}>
        <TextField ref={field} icon="search" aria-label="Find a scheme" placeholder="Provider, header or algorithm" value={filter.find} onChange={(find) => onChange({ find })} />
      </div>
      <div className={styles.selects}>
        <Select label="Algorithm" choices={[anyAlgorithm, ...algorithms]} value={filter.algorithm} onChange={(algorithm) => onChange({ algorithm })} />
        <Select<Mark | ""> label="How sure the facts are" choices={[anyMark as { value: ""; name: string }, ...marks]} value={filter.mark} onChange={(mark) => onChange({ mark })} />
      </div>
      <ToggleChips<Trait> label="Only schemes with" chips={traits} value={filter.only} onChange={(only) => onChange({ only })} />
    </div>
  );
}
