import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

export type BadgeProps = {
  /** Which role's colour it wears. */
  tone?: "neutral" | "good" | "bad" | "warn" | "accent";
  icon?: IconName;
  children: ReactNode;
};

/** A short filled word. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span className={classes(styles.badge, styles[tone])}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
