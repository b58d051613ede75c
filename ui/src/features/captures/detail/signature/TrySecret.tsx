import type { FormEvent } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { Frame } from "../../../../components/Frame";
import { SecretField } from "../../../../components/SecretField";
import { TextField } from "../../../../components/TextField";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useIntents } from "../../../../shell/intents";
import { presetFor } from "./presets";
import { SchemeChoice } from "./SchemeChoice";
import { TriedOutcome } from "./TriedOutcome";
import styles from "./TrySecret.module.css";
import { useTry } from "./useTry";

export type TrySecretProps = { detail: CaptureDetail; source: SourceOverview | null };

/** Checks the capture with another secret or scheme; nothing is kept until it is used for a source. */
export function TrySecret({ detail, source }: TrySecretProps) {
  const { editSource } = useIntents();
  const { scheme, setScheme, typed, change, wrong, check, checking, problem, outcome } = useTry(detail, source);
  const name = source?.source.name ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check();
  };
  const use = () => {
    const { secret, publicUrl } = typed;
    editSource(name, presetFor(detail, { ...(scheme && { scheme: scheme.id }), ...(secret && { secret }), ...(publicUrl && { publicUrl }) }));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Frame head={<h3 className={styles.title}>Try a secret on this capture</h3>}>
        <div className={styles.fields}>
          <SchemeChoice scheme={scheme} onChoose={setScheme} />
          <SecretField
            label={scheme?.public_key ? "Public key" : "Secret"}
            value={typed.secret}
            onChange={(secret) => change({ secret })}
            hint={typed.secret !== "" ? "Not saved" : name === null ? "As the provider shows it" : "Empty: the source's own"}
          />
          {scheme !== null && scheme.tolerance !== null && (
            <Field label="Tolerance in seconds" error={wrong}>
              <TextField value={typed.tolerance} onChange={(tolerance) => change({ tolerance })} inputMode="numeric" placeholder={String(scheme.tolerance)} />
            </Field>
          )}
          {scheme?.signs_url && (
            <Field label="URL the provider was given" hint="This scheme signs the URL">
              <TextField value={typed.publicUrl} onChange={(publicUrl) => change({ publicUrl })} mono placeholder="https://" />
            </Field>
          )}
          <Button type="submit" name={checking ? "Checking" : "Check"} icon="check" disabled={scheme === null} />
        </div>
        {problem && <p className={styles.error} role="alert">{problem}</p>}
        {outcome && <TriedOutcome capture={detail.capture.id} verification={outcome} source={name} onUse={use} />}
      </Frame>
    </form>
  );
}
