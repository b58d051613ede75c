import type { ReactNode } from "react";
import styles from "./EndpointDialog.module.css";

export type FormSectionProps = { name: string; lead: string; children: ReactNode };

/** A part of the editor: what it is about at the left, its fields at the right. */
export function FormSection({ name, lead, children }: FormSectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.about}>
        <h3 className={styles.heading}>{name}</h3>
        <p className={styles.lead}>{lead}</p>
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
