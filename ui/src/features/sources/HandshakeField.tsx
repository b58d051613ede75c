import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { SecretField } from "../../components/SecretField";
import { TextField } from "../../components/TextField";
import type { HandshakeValue } from "../../core/generated/HandshakeValue";
import type { HandshakeValueInfo } from "../../core/generated/HandshakeValueInfo";
import styles from "./SourceDialog.module.css";

export type HandshakeFieldProps = {
  value: HandshakeValue;
  stored: HandshakeValueInfo | null;
  /** `undefined`: as it is stored. */
  typed: string | undefined;
  onChange: (text: string | undefined) => void;
};

/** A value agreed on with the provider; one kept like a secret is told by its hint only. */
export function HandshakeField({ value, stored, typed, onChange }: HandshakeFieldProps) {
  const { label, hint, optional } = value;
  const aside = optional ? { aside: "May be empty" } : {};
  if (!value.secret) {
    return (
      <Field label={label} {...aside} hint={hint}>
        <TextField mono value={typed ?? stored?.text ?? ""} onChange={onChange} />
      </Field>
    );
  }
  const kept = stored === null ? aside : { aside: `Kept: ${stored.hint}` };
  return (
    <>
      <SecretField label={label} {...kept} hint={hint} value={typed ?? ""} onChange={(text) => onChange(text === "" ? undefined : text)} />
      {stored !== null && typed === undefined && <Button name={`Forget ${label}`} small className={styles.start} onClick={() => onChange("")} />}
      {stored !== null && typed === "" && (
        <p className={styles.aside}>
          Forgotten once you save. <Button name="Keep" small onClick={() => onChange(undefined)} />
        </p>
      )}
    </>
  );
}
