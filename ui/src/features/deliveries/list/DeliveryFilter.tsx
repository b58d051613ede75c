import { useId, useRef } from "react";
import { FilterField } from "../../../components/FilterField";
import styles from "../../../components/FilterField.module.css";
import { splitTerms } from "../../../components/filterTerms";
import { Icon } from "../../../components/Icon";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useWrongTerms } from "../../../core/useWrongTerms";
import { useActions } from "../../../shell/keys";
import { StateMark } from "../StateMark";
import { suggestions } from "./suggestions";
import bar from "./DeliveryFilter.module.css";
import { StateTabs } from "./StateTabs";

export type DeliveryFilterProps = {
  filter: string;
  /** Why the filter cannot be read. */
  problem: string | null;
  onFilter: (filter: string) => void;
};

/** Which deliveries are listed: by state at a click, by anything in words. */
export function DeliveryFilter({ filter, problem, onFilter }: DeliveryFilterProps) {
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const counts = useCommand("deliveries.counts", nothing).data;
  const wrong = useWrongTerms("deliveries.outline", splitTerms(filter).map(({ text }) => text), problem);
  const suggest = (draft: string) =>
    suggestions(draft, counts).map(({ state, ...suggestion }) => ({ ...suggestion, ...(state && { mark: <StateMark state={state} look="shape" /> }) }));
  useActions([{ id: "deliveries.filter", name: "Filter deliveries", keys: ["/", "Mod+f"], scope: "Deliveries", icon: "search", run: () => input.current?.focus() }]);
  return (
    <>
      <div className={bar.bar}>
        <StateTabs filter={filter} counts={counts?.by_state} onFilter={onFilter} />
        <FilterField
          ref={input}
          label="Filter deliveries"
          placeholder="Filter: endpoint, state, type, id, since"
          filter={filter}
          onFilter={onFilter}
          suggest={suggest}
          wrong={wrong}
          problem={problem}
          problemId={problemId}
        />
      </div>
      {problem !== null && (
        <p id={problemId} role="alert" className={styles.problem}>
          <Icon name="warn" size={14} />
          {problem}
        </p>
      )}
    </>
  );
}
