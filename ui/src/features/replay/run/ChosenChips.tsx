import { Chip } from "../../../components/Chip";
import { chipOf, splitTerms } from "../../../components/filterTerms";

export type ChosenChipsProps = {
  /** In words, as the run keeps it: a filter, or `12 captures`. */
  chosen: string;
};

/** What was chosen: the filter's terms as chips, else its words. */
export function ChosenChips({ chosen }: ChosenChipsProps) {
  const terms = splitTerms(chosen);
  if (!terms.some(({ key }) => key !== "")) return <span className="strong">{chosen}</span>;
  return terms.map((term, index) => <Chip key={index} {...chipOf(term)} />);
}
