import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { joinTerms, splitTerms } from "../../../components/filterTerms";
import { formatPlural } from "../../../components/format";
import { useCommands } from "../../../core/queries";

export type NoMatchProps = {
  filter: string;
  /** All captures. */
  total: number | undefined;
  onFilter: (filter: string) => void;
};

/** Nothing under a filter: which part to drop, and how many captures come back. */
export function NoMatch({ filter, total, onFilter }: NoMatchProps) {
  const terms = splitTerms(filter);
  const without = terms.map((_, at) => joinTerms(terms.filter((__, each) => each !== at)));
  const outlines = useCommands("captures.outline", terms.length > 1 ? without.map((text) => ({ filter: text })) : []);
  const drops = terms.map((term, at) => ({ term, filter: without[at] ?? "", back: outlines[at]?.data?.total ?? 0 }));
  const best = drops.filter((drop) => drop.back > 0).sort((one, other) => other.back - one.back);
  const settled = outlines.every((outline) => !outline.isPending);
  const all = settled && <Button name={total === undefined ? "Show all" : `Show all ${formatPlural(total, "capture")}`} onClick={() => onFilter("")} />;
  const first = best[0];
  return (
    <EmptyState
      title="No capture matches"
      action={first ? <Button name={`Drop ${first.term.text}`} onClick={() => onFilter(first.filter)} /> : all}
    >
      {first
        ? `Without ${first.term.text} there ${first.back === 1 ? "is" : "are"} ${formatPlural(first.back, "capture")}.`
        : settled && "The next one that does appears here."}
    </EmptyState>
  );
}
