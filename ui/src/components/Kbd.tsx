import styles from "./Kbd.module.css";
import { keyText } from "./keyText";

export type KbdProps = {
  /** As registered: `r`, `Mod+K`, `ArrowDown`. */
  keys: string;
};

/** A key as this system writes it. */
export function Kbd({ keys }: KbdProps) {
  return <kbd className={styles.kbd}>{keyText(keys)}</kbd>;
}
