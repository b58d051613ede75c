import type { ButtonHTMLAttributes, Ref } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { Kbd } from "./Kbd";
import { keyText } from "./keyText";

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> & {
  /** What it does; an icon button shows it as a tooltip and reads it aloud. */
  name: string;
  /** `default` is framed, `primary` the one next step of a pane, `plain` has no frame, `icon` no word. */
  look?: "default" | "primary" | "plain" | "icon" | "danger" | undefined;
  icon?: IconName | undefined;
  /** Stands after the word: a chevron for menus. */
  iconAfter?: IconName | undefined;
  /** The key that does the same. */
  keys?: string | undefined;
  small?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
};

/** A button with its key. */
export function Button({ name, look = "default", icon, iconAfter, keys, small, className, ...rest }: ButtonProps) {
  const wordless = look === "icon";
  return (
    <button
      type="button"
      className={classes(styles.button, styles[look], small && styles.small, className)}
      {...(wordless ? { "aria-label": name, title: keys ? `${name}  ${keyText(keys)}` : name } : {})}
      aria-keyshortcuts={keys?.replace("Mod", "Control")}
      {...rest}
    >
      {icon && <Icon name={icon} size={14} />}
      {!wordless && <span className={styles.name}>{name}</span>}
      {iconAfter && <Icon name={iconAfter} size={14} />}
      {!wordless && keys && <Kbd keys={keys} />}
    </button>
  );
}
