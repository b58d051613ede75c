import { Bar } from "../../../components/Bar";

export type FilterBarProps = {
  filter: string;
  /** Why the filter cannot be read. */
  problem: string | null;
  onFilter: (filter: string) => void;
};

/** The head of the page: which captures are listed. */
export function FilterBar({ filter, problem }: FilterBarProps) {
  return <Bar title={problem ?? filter} />;
}
