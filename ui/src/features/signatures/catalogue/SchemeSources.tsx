import { Button } from "../../../components/Button";
import { useIntents } from "../../../shell/intents";
import styles from "./SchemePage.module.css";

export type SchemeSourcesProps = { names: string[] };

/** Which sources are checked with a scheme. */
export function SchemeSources({ names }: SchemeSourcesProps) {
  const { editSource } = useIntents();
  if (names.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Used by</h3>
      <div className={styles.sources}>
        {names.map((name) => (
          <Button key={name} name={name} small onClick={() => editSource(name)} />
        ))}
      </div>
    </section>
  );
}
