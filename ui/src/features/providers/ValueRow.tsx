import { useState } from "react";
import { Button } from "../../components/Button";
import { CopyButton } from "../../components/CopyButton";
import styles from "./ValueRow.module.css";

export type ValueRowProps = {
  name: string;
  value: string;
  /** Shown only when asked for. */
  secret?: boolean;
};

/** A value to copy, with its name before it. */
export function ValueRow({ name, value, secret = false }: ValueRowProps) {
  const [shown, setShown] = useState(!secret);
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className={`data selectable ${styles.value}`}>{shown ? value : "•".repeat(12)}</span>
      {secret && <Button name={shown ? `Hide: ${name}` : `Show: ${name}`} look="icon" icon="eye" small aria-pressed={shown} onClick={() => setShown(!shown)} />}
      <CopyButton text={value} name={`Copy: ${name}`} />
    </li>
  );
}
