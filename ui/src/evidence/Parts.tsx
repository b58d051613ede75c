import { classes } from "../components/classes";
import { MiddleCut } from "../components/MiddleCut";
import type { ParsedPart } from "../core/generated/ParsedPart";
import styles from "./Parts.module.css";

export type PartsProps = { parts: ParsedPart[] };

/** What the signature's text was cut into, and which pieces the scheme does not read. */
export function Parts({ parts }: PartsProps) {
  return (
    <div className={styles.parts}>
      {parts.map(({ name, value, used }, index) => (
        <div key={index} className={classes(styles.part, !used && styles.unread)}>
          {name !== "" && <span className={classes(styles.name, "data")}>{name}</span>}
          <MiddleCut text={value === "" ? "(empty)" : value} className={styles.value} />
          {!used && <span className={styles.aside}>not read</span>}
        </div>
      ))}
    </div>
  );
}
