import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import styles from "./Field.module.css";

export type TextAreaProps = Omit<ComponentProps<"textarea">, "onChange" | "value" | "defaultValue" | "className" | "style" | "ref"> & {
  value: string;
  onChange: (value: string) => void;
  /** The text is data or code. */
  mono?: boolean;
};

/** Several lines of text. Inside a `Field` it takes the label from there. */
export function TextArea({ value, onChange, mono = false, ...rest }: TextAreaProps) {
  return (
    <div className={styles.box}>
      <Field.Control
        render={<textarea {...rest} />}
        className={classes(styles.input, mono && styles.mono)}
        value={value}
        onValueChange={(next) => onChange(next)}
        spellCheck={false}
      />
    </div>
  );
}
