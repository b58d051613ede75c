import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Field } from "../../../../components/Field";
import { Frame } from "../../../../components/Frame";
import { Select } from "../../../../components/Select";
import { TextField } from "../../../../components/TextField";
import { VerdictMark } from "../../../../components/VerdictMark";
import { nothing } from "../../../../core/client";
import { useChange, useCommand } from "../../../../core/queries";
import { verdictSentence } from "../words";
import { Steps } from "./Steps";
import styles from "./TrySecret.module.css";

export type TrySecretProps = {
  capture: string;
  /** The scheme it was checked with. */
  scheme: string | null;
  /** Opens the source's editor; `null` when there is no source to edit. */
  onEditSource: (() => void) | null;
};

/** Checks the capture with another secret or scheme; nothing is kept. */
export function TrySecret({ capture, scheme, onEditSource }: TrySecretProps) {
  const schemes = useCommand("schemes.list", nothing).data ?? [];
  const attempt = useChange("signature.try");
  const [chosen, setChosen] = useState(scheme ?? "stripe-v1");
  const [secret, setSecret] = useState("");
  const [publicUrl, setPublicUrl] = useState("");
  const known = schemes.find(({ id }) => id === chosen);
  const run = () =>
    attempt.mutate({ capture, scheme: chosen, secrets: secret === "" ? [] : [secret], tolerance_seconds: null, public_url: publicUrl || null });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Frame head={<h3 className={styles.title}>Try a secret on this capture</h3>}>
        <div className={styles.fields}>
          <Field label="Scheme">
            <Select value={chosen} onChange={setChosen} choices={schemes.map(({ id, provider }) => ({ value: id, name: provider, hint: id }))} />
          </Field>
          <Field label={known?.public_key ? "Public key" : "Secret"} hint={secret === "" ? "Empty: the source's own" : "Not saved"}>
            <TextField value={secret} onChange={setSecret} mono type="password" />
          </Field>
          {known?.signs_url && (
            <Field label="URL the provider was given" hint="This scheme signs the URL">
              <TextField value={publicUrl} onChange={setPublicUrl} mono placeholder="https://" />
            </Field>
          )}
          <Button type="submit" name={attempt.isPending ? "Checking" : "Check"} icon="check" />
        </div>
        {attempt.error && <p className={styles.error} role="alert">{attempt.error.message}</p>}
        {attempt.data && (
          <div className={styles.outcome} role="status">
            <p className={styles.verdict}>
              <VerdictMark verdict={attempt.data.verdict} look="badge" />
              {verdictSentence(attempt.data)}
            </p>
            <Steps verification={attempt.data} />
            {attempt.data.verdict === "verified" && onEditSource && (
              <p className={styles.use}>
                <Button name="Use it for the source" look="primary" onClick={onEditSource} />
              </p>
            )}
          </div>
        )}
      </Frame>
    </form>
  );
}
