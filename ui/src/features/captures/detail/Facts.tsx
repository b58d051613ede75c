import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** A name and what it is; a fact without a value is left out. */
export type Fact = { name: string; value: ReactNode; data?: boolean };

export type FactsProps = { facts: Fact[] };

/** Names and values on common edges. */
export function Facts({ facts }: FactsProps) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== "");
  return (
    <dl className={styles.facts}>
      {known.map(({ name, value, data }) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd className={data ? "data selectable" : "selectable"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
