import { Field } from "./Field";
import { TextArea } from "./TextArea";

export type KeyFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  aside?: string;
  hint?: string | undefined;
  remark?: string | null | undefined;
  error?: string | null | undefined;
};

/** A key of a pair: often PEM, whose lines a field of one line would join. */
export function KeyField({ label, value, onChange, aside, hint, remark, error }: KeyFieldProps) {
  return (
    <Field label={label} aside={aside} hint={hint} remark={remark} error={error}>
      <TextArea mono rows={3} value={value} onChange={onChange} />
    </Field>
  );
}
