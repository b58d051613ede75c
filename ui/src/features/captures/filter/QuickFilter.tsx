import { Button } from "../../../components/Button";
import type { IconName } from "../../../components/icons";
import styles from "./FilterField.module.css";
import { hasTerm, toggleTerm } from "./terms";

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
