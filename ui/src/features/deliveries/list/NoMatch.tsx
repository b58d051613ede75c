import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { joinTerms, splitTerms } from "../../../components/filterTerms";
import { formatPlural } from "../../../components/format";
import { useCommands } from "../../../core/queries";

export type NoMatchProps = { filter: string; onFilter: (filter: string) => void };

/** Nothing under a filter: which part to drop, and how many deliveries come back. */
export function NoMatch({ filter, onFilter }: NoMatchProps) {
  const terms = splitTerms(filter);
  const without = terms.map((_, at) => joinTerms(terms.filter((__, each) => each !== at)));
  const outlines = useCommands("deliveries.outline", terms.length > 1 ? without.map((text) => ({ filter: text })) : []);
  const drops = terms.map((term, at) => ({ term, filter: without[at] ?? "", back: outlines[at]?.data?.total ?? 0 }));
  const [best] = drops.filter(({ back }) => back > 0).sort((one, other) => other.back - one.back);
  const action = best ? <Button name={`Drop ${best.term.text}`} onClick={() => onFilter(best.filter)} /> : <Button name="Show all" onClick={() => onFilter("")} />;
  return (
    <EmptyState title="No delivery matches" action={action}>
      {best ? `Without ${best.term.text} there ${best.back === 1 ? "is" : "are"} ${formatPlural(best.back, "delivery", "deliveries")}.` : "The next one that does appears here."}
    </EmptyState>
  );
}
