import { Segmented } from "../../../components/Segmented";
import type { StateCount } from "../../../core/generated/StateCount";
import { countIn, stateWord } from "../words";
import { type StateTab, tabOf, tabStates, withTab } from "./stateTerm";

export type StateTabsProps = {
  filter: string;
  counts: StateCount[] | undefined;
  onFilter: (filter: string) => void;
};

/** One state at a click; it stands in the filter, too. */
export function StateTabs({ filter, counts, onFilter }: StateTabsProps) {
  // Counts are of all deliveries: beside another filter they would mislead.
  const counted = counts !== undefined && withTab(filter, "all") === "";
  const segments = tabStates.map((state) => ({ value: state as StateTab, name: stateWord(state), ...(counted ? { count: countIn(counts, state) } : {}) }));
  return (
    <Segmented label="State" segments={[{ value: "all" as StateTab, name: "All" }, ...segments]} value={tabOf(filter)} onChange={(tab) => onFilter(withTab(filter, tab))} />
  );
}
