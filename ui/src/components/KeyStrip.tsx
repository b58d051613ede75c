import type { ReactNode } from "react";
import { Kbd } from "./Kbd";
import styles from "./KeyStrip.module.css";
import { Strip } from "./Strip";

/** Keys and what they do. */
export type KeyHint = [keys: string[], name: string];

export type KeyStripProps = { hints: KeyHint[]; /** Stands behind the keys. */ children?: ReactNode };

/** The line below a list with the keys that are used most. */
export function KeyStrip({ hints, children }: KeyStripProps) {
  return (
    <Strip at="foot">
      {hints.map(([keys, name]) => (
        <span key={name} className={styles.hint}>
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {name}
        </span>
      ))}
      {children}
    </Strip>
  );
}
