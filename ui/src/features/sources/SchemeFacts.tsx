import { schemeTitle, trustOf } from "../../components/schemeWords";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import styles from "./SchemeDialog.module.css";

export type SchemeFactsProps = { scheme: SchemeSummary };

/** What is known about a scheme and how well. */
export function SchemeFacts({ scheme }: SchemeFactsProps) {
  const { word, meaning } = trustOf(scheme);
  const facts: [string, string][] = [
    ["Stands in", scheme.place],
    ["Made with", scheme.algorithm],
    ["Secret", scheme.secret_form],
    ["Clock", scheme.tolerance === null ? "Time is not checked" : `${scheme.tolerance} s may differ`],
    ["How sure", `${word}. ${meaning}`],
    ["Facts from", scheme.facts_from],
  ];
  return (
    <>
      <h3 className="strong">{schemeTitle(scheme)}</h3>
      <p className="data faint selectable">{scheme.id}</p>
      <dl className={styles.pairs}>
        {facts.filter(([, value]) => value !== "").map(([name, value]) => (
          <div key={name}>
            <dt className="label">{name}</dt>
            <dd className="selectable">{value}</dd>
          </div>
        ))}
      </dl>
      {scheme.signs_url && <p className="muted">It signs the URL: the source needs the URL that the provider was given.</p>}
      {scheme.notes && <p className="muted selectable">{scheme.notes}</p>}
    </>
  );
}
