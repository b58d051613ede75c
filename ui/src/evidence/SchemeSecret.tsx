import { KeyField } from "../components/KeyField";
import { SecretField, type SecretFieldProps } from "../components/SecretField";
import type { SchemeSummary } from "../core/generated/SchemeSummary";
import { useSecretRemark } from "../core/secretRemark";

export type SchemeSecretProps = Omit<SecretFieldProps, "hint" | "remark"> & { scheme: SchemeSummary | null | undefined };

/** A secret to type for a scheme: in the form it has, with what stands out in it. */
export function SchemeSecret({ scheme, ...props }: SchemeSecretProps) {
  const SecretOrKey = scheme?.public_key ? KeyField : SecretField;
  const remark = useSecretRemark(scheme?.id ?? null, props.value);
  return <SecretOrKey {...props} hint={scheme?.secret_form} remark={remark} />;
}
