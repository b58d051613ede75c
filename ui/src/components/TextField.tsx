import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Field.module.css";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

export type TextFieldProps = Omit<ComponentProps<"input">, "onChange" | "value" | "defaultValue" | "className" | "style" | "size"> & {
  value: string;
  onChange: (value: string) => void;
  /** The text is a URL, id, key or code. */
  mono?: boolean;
  icon?: IconName;
  /** Buttons inside the box, at its end. */
  after?: ReactNode;
};

/** One line of text. Inside a `Field` it takes the label from there, else give it an `aria-label`. */
export function TextField({ value, onChange, mono = false, icon, after, ...rest }: TextFieldProps) {
  return (
    <div className={styles.box}>
      {icon && <Icon name={icon} size={14} />}
      <Field.Control
        className={classes(styles.input, mono && styles.mono)}
        value={value}
        onValueChange={(next) => onChange(next)}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
      />
      {after}
    </div>
  );
}
