import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";
import styles from "./Field.module.css";
import { Icon } from "./Icon";

export type FieldProps = {
  label: string;
  /** Stands at the right of the label. */
  aside?: ReactNode;
  /** Stands below, until something is wrong. */
  hint?: ReactNode;
  /** What stands out, though nothing is refused. Stands below the hint. */
  remark?: string | null | undefined;
  /** What is wrong and what helps. */
  error?: string | null | undefined;
  /** A `TextField`, `TextArea` or `Select`. */
  children: ReactNode;
};

/** A control with its label, its hint and its error, tied together for screen readers. */
export function Field({ label, aside, hint, remark, error, children }: FieldProps) {
  return (
    <BaseField.Root className={styles.field} invalid={Boolean(error)}>
      <div className={styles.head}>
        <BaseField.Label className={styles.label}>{label}</BaseField.Label>
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
      {children}
      {error ? (
        <BaseField.Error match className={styles.error}>
          <Icon name="rejected" size={14} />
          {error}
        </BaseField.Error>
      ) : (
        hint && <BaseField.Description className={styles.hint}>{hint}</BaseField.Description>
      )}
      <p className={styles.remark} role="status">
        {remark && !error && (
          <>
            <Icon name="warn" size={14} />
            {remark}
          </>
        )}
      </p>
    </BaseField.Root>
  );
}
