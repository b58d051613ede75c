import { memo } from "react";
import styles from "./Icon.module.css";
import { classes } from "./classes";
import type { IconName } from "./icons";

export type IconProps = {
  name: IconName;
  /** 12, 14 or 16 px; 16 unless told. */
  size?: 12 | 14 | 16;
  /** Read aloud; without one the icon is decoration. */
  label?: string;
  className?: string | undefined;
};

/** One drawing of the sprite, in the colour of the text around it. */
export const Icon = memo(function Icon({ name, size = 16, label, className }: IconProps) {
  const meaning = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg className={classes(styles.icon, styles[`size${size}`], className)} {...meaning}>
      <use href={`#i-${name}`} />
    </svg>
  );
});
