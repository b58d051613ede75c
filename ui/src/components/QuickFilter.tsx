import { Button } from "./Button";
import type { IconName } from "./icons";
import styles from "./FilterField.module.css";
import { hasTerm, toggleTerm } from "./filterTerms";

export type QuickFilterProps = {
  name: string;
  icon: IconName;
  /** The term that it puts into the filter or takes out. */
  term: string;
  filter: string;
  onFilter: (filter: string) => void;
};

/** One term of the filter as a button. */
export function QuickFilter({ name, icon, term, filter, onFilter }: QuickFilterProps) {
  return (
    <Button
      name={name}
      look="plain"
      icon={icon}
      className={styles.quick}
      title={term}
      aria-label={name}
      aria-pressed={hasTerm(filter, term)}
      onClick={() => onFilter(toggleTerm(filter, term))}
    />
  );
}
