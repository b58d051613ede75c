import { type FormEvent, useState } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { Frame } from "../../../../components/Frame";
import { SecretField } from "../../../../components/SecretField";
import { Select } from "../../../../components/Select";
import { TextField } from "../../../../components/TextField";
import { nothing } from "../../../../core/client";
import type { Headers } from "../../../../core/generated/Headers";
import { useChange, useCommand } from "../../../../core/queries";
import { likelyScheme } from "./likelyScheme";
import { TriedOutcome } from "./TriedOutcome";
import styles from "./TrySecret.module.css";

export type TrySecretProps = {
  capture: string;
  headers: Headers;
  /** The scheme it was checked with. */
  scheme: string | null;
  /** Opens the editor of the capture's source, or of a new one. */
  onEditSource: () => void;
  /** `null`: its path belongs to none. */
  source: string | null;
};

/** Checks the capture with another secret or scheme; nothing is kept. */
export function TrySecret({ capture, headers, scheme, onEditSource, source }: TrySecretProps) {
  const schemes = useCommand("schemes.list", nothing).data ?? [];
  const attempt = useChange("signature.try");
  const [chosen, setChosen] = useState<string | null>(scheme);
  const [secret, setSecret] = useState("");
  const [tolerance, setTolerance] = useState("");
  const [publicUrl, setPublicUrl] = useState("");
  const likely = chosen === null ? likelyScheme(schemes, headers) : null;
  const known = schemes.find(({ id }) => id === chosen) ?? likely ?? schemes[0];
  const seconds = tolerance.trim() === "" ? null : Number(tolerance);
  const wrong = seconds !== null && !(Number.isInteger(seconds) && seconds >= 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (known === undefined || wrong) return;
    const secrets = secret === "" ? [] : [secret];
    attempt.mutate({ capture, scheme: known.id, secrets, tolerance_seconds: seconds, public_url: publicUrl.trim() || null });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Frame head={<h3 className={styles.title}>Try a secret on this capture</h3>}>
        <div className={styles.fields}>
          <Field label="Scheme" hint={likely ? `Its signature stands in ${likely.place}` : known?.algorithm}>
            <Select value={known?.id ?? ""} onChange={setChosen} choices={schemes.map(({ id, provider }) => ({ value: id, name: provider, hint: id }))} />
          </Field>
          <SecretField
            label={known?.public_key ? "Public key" : "Secret"}
            value={secret}
            onChange={setSecret}
            hint={secret !== "" ? "Not saved" : source === null ? "As the provider shows it" : "Empty: the source's own"}
          />
          {known !== undefined && known.tolerance !== null && (
            <Field label="Tolerance in seconds" error={wrong ? "A whole number of seconds" : null}>
              <TextField value={tolerance} onChange={setTolerance} inputMode="numeric" placeholder={String(known.tolerance)} />
            </Field>
          )}
          {known?.signs_url && (
            <Field label="URL the provider was given" hint="This scheme signs the URL">
              <TextField value={publicUrl} onChange={setPublicUrl} mono placeholder="https://" />
            </Field>
          )}
          <Button type="submit" name={attempt.isPending ? "Checking" : "Check"} icon="check" />
        </div>
        {attempt.error && <p className={styles.error} role="alert">{attempt.error.message}</p>}
        {attempt.data && <TriedOutcome capture={capture} verification={attempt.data} source={source} onEditSource={onEditSource} />}
      </Frame>
    </form>
  );
}
