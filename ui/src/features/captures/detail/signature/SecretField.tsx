import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { TextField } from "../../../../components/TextField";

export type SecretFieldProps = { label: string; value: string; onChange: (value: string) => void; hint: string };

/** A secret, hidden until one wants to see what was pasted. */
export function SecretField({ label, value, onChange, hint }: SecretFieldProps) {
  const [seen, setSeen] = useState(false);
  return (
    <Field label={label} hint={hint}>
      <TextField
        value={value}
        onChange={onChange}
        mono
        type={seen ? "text" : "password"}
        after={<Button look="icon" icon="eye" name="Show what is typed" small aria-pressed={seen} onClick={() => setSeen(!seen)} />}
      />
    </Field>
  );
}
