import { Button } from "../../components/Button";
import { SecretRow } from "../../components/SecretRow";
import list from "../../components/SecretRow.module.css";
import { useCall } from "../../core/queries";
import { SchemeSecret } from "../../evidence/SchemeSecret";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type SecretsProps = { form: SourceForm };

/** Stored secrets by their hints, and new ones to be typed. Any of them may match. */
export function Secrets({ form }: SecretsProps) {
  const { draft, change, problems, saved, scheme } = form;
  const call = useCall();
  const stored = saved?.source.secrets ?? [];
  const toggle = (id: string) =>
    change({ removeSecrets: draft.removeSecrets.includes(id) ? draft.removeSecrets.filter((one) => one !== id) : [...draft.removeSecrets, id] });
  const label = scheme?.public_key ? "Public key of the sender" : stored.length > 0 ? "New signing secret" : "Signing secret, kept encrypted on this machine";
  const made = saved === null ? { aside: "Empty: one is made up for tests" } : {};
  return (
    <div className={styles.secrets}>
      {stored.length > 0 && (
        <ul className={list.list} aria-label="Secrets">
          {stored.map((secret) => (
            <SecretRow key={secret.id} secret={secret} onReveal={async () => (await call("sources.reveal_secret", { id: secret.id })).text} removed={draft.removeSecrets.includes(secret.id)} onToggle={() => toggle(secret.id)} />
          ))}
        </ul>
      )}
      {draft.addSecrets.map((secret, index) => (
        <SchemeSecret
          key={index}
          label={label}
          {...made}
          scheme={scheme}
          value={secret}
          onChange={(next) => change({ addSecrets: draft.addSecrets.with(index, next) })}
          error={index === 0 ? problems.addSecrets : null}
        />
      ))}
      <Button name="Add another secret" icon="plus" small className={styles.start} onClick={() => change({ addSecrets: [...draft.addSecrets, ""] })} />
    </div>
  );
}
