import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Field } from "../../components/Field";
import { TextField } from "../../components/TextField";
import type { Typed } from "./limits";

export type NumberFieldProps = {
  label: string;
  aside?: string;
  hint?: ReactNode;
  /** As it is kept. */
  text: string;
  parse: (text: string) => Typed;
  /** Called with Enter or when the field is left. */
  onSet: (value: number) => void;
  /** What is wrong with the kept value. */
  error?: string | null | undefined;
};

/** A number that is kept once it is typed completely. */
export function NumberField({ label, aside, hint, text, parse, onSet, error }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const found = parse(typed ?? text);
  const set = () => {
    if (typed === null || found.value === null) return;
    setTyped(null);
    if (typed.trim() !== text) onSet(found.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") set();
    if (event.key === "Escape") setTyped(null);
  };
  return (
    <Field label={label} aside={aside} hint={hint} error={typed === null ? error : found.problem}>
      <TextField mono inputMode="numeric" value={typed ?? text} onChange={setTyped} onBlur={set} onKeyDown={onKeyDown} />
    </Field>
  );
}
