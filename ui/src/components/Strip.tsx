import type { ReactNode } from "react";
import styles from "./Strip.module.css";

export type StripProps = { children: ReactNode; at?: "head" | "foot" };

/** The line above a list that counts it, or the one below that shows its keys. */
export function Strip({ children, at = "head" }: StripProps) {
  return <div className={styles[at]}>{children}</div>;
}
