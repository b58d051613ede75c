import { useState } from "react";
import { Button } from "./Button";
import { Field } from "./Field";
import { TextField } from "./TextField";

export type SecretFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  aside?: string;
  hint?: string | undefined;
  remark?: string | null | undefined;
  error?: string | null | undefined;
};

/** A secret to type or paste, hidden until asked for. */
export function SecretField({ label, value, onChange, aside, hint, remark, error }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const name = shown ? "Hide the secret" : "Show the secret";
  return (
    <Field label={label} aside={aside} hint={hint} remark={remark} error={error}>
      <TextField
        mono
        type={shown ? "text" : "password"}
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        after={<Button name={name} look="icon" icon="eye" small aria-pressed={shown} onClick={() => setShown(!shown)} />}
      />
    </Field>
  );
}
