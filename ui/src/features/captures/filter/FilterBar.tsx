import { useId, useRef } from "react";
import { useActions } from "../../../shell/keys";
import { Bar } from "../../../components/Bar";
import { FilterField } from "../../../components/FilterField";
import styles from "../../../components/FilterField.module.css";
import { splitTerms } from "../../../components/filterTerms";
import { Icon } from "../../../components/Icon";
import { QuickFilter } from "../../../components/QuickFilter";
import { VerdictMark } from "../../../components/VerdictMark";
import type { CaptureCounts } from "../../../core/generated/CaptureCounts";
import { useWrongTerms } from "../../../core/useWrongTerms";
import { suggestions } from "./suggestions";

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
  const wrong = useWrongTerms("captures.outline", splitTerms(filter).map(({ text }) => text), problem);
  const suggest = (draft: string) =>
    suggestions(draft, counts).map(({ verdict, ...suggestion }) => ({ ...suggestion, ...(verdict && { mark: <VerdictMark verdict={verdict} look="shape" /> }) }));
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
        <FilterField
          ref={input}
          label="Filter captures"
          placeholder="Filter: source, verdict, method, path, type, or any text"
          filter={filter}
          onFilter={onFilter}
          suggest={suggest}
          wrong={wrong}
          problem={problem}
          problemId={problemId}
        />
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
