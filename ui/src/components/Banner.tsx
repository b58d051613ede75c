import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { classes } from "./classes";
import { Icon } from "./Icon";

export type BannerProps = {
  tone: "bad" | "warn" | "neutral";
  children: ReactNode;
  action?: ReactNode;
};

/** A line across the page for something that concerns all of it. */
export function Banner({ tone, children, action }: BannerProps) {
  return (
    <div className={classes(styles.banner, styles[tone])} role="status">
      <Icon name={tone === "neutral" ? "info" : "warn"} size={14} />
      <span className={styles.words}>{children}</span>
      {action}
    </div>
  );
}
