import { useId, useRef } from "react";
import { useActions } from "../../../shell/keys";
import { Bar } from "../../../components/Bar";
import { Icon } from "../../../components/Icon";
import type { CaptureCounts } from "../../../core/generated/CaptureCounts";
import { FilterField } from "./FilterField";
import styles from "./FilterField.module.css";
import { QuickFilter } from "./QuickFilter";

export type FilterBarProps = {
  filter: string;
  /** Why the filter cannot be read. */
  problem: string | null;
  counts: CaptureCounts | undefined;
  onFilter: (filter: string) => void;
};

/** The head of the page: which captures are listed. */
export function FilterBar({ filter, problem, counts, onFilter }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();
  useActions([
    {
      id: "captures.filter",
      name: "Filter captures",
      keys: ["/", "Mod+f"],
      scope: "Captures",
      icon: "search",
      run: () => input.current?.focus(),
    },
  ]);
  return (
    <>
      <Bar>
        <FilterField ref={input} filter={filter} onFilter={onFilter} counts={counts} problem={problem} problemId={problemId} />
        <QuickFilter name="Rejected" icon="rejected" term="verdict:rejected" filter={filter} onFilter={onFilter} />
        <QuickFilter name="Pinned" icon="pin" term="is:pinned" filter={filter} onFilter={onFilter} />
      </Bar>
      {problem !== null && (
        <p id={problemId} role="alert" className={styles.problem}>
          <Icon name="warn" size={14} />
          {problem}
        </p>
      )}
    </>
  );
}
