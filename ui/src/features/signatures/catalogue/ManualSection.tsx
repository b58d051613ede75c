import type { Section } from "../../../core/generated/Section";
import styles from "./SchemePage.module.css";

export type ManualSectionProps = { section: Section };

/** A section of a scheme's page: sentences, then facts. */
export function ManualSection({ section: { title, text, facts } }: ManualSectionProps) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {text.map((sentence) => (
        <p key={sentence} className={`${styles.text} selectable`}>
          {sentence}
        </p>
      ))}
      {facts.length > 0 && (
        <dl className={styles.pairs}>
          {facts.map(({ name, value, code }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={code ? "data selectable" : "selectable"}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
