import { Button } from "../../../components/Button";
import { KeyField } from "../../../components/KeyField";
import { SecretField } from "../../../components/SecretField";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import styles from "./Bench.module.css";
import type { Bench } from "./useBench";

export type TypedSecretsProps = { bench: Bench; scheme: SchemeSummary | undefined };

/** Secrets that are typed or pasted; each of them may match. A key pair has a half for each direction. */
export function TypedSecrets({ bench, scheme }: TypedSecretsProps) {
  return scheme?.public_key ? <KeyPair bench={bench} scheme={scheme} /> : <Secrets bench={bench} scheme={scheme} />;
}

function Secrets({ bench: { draft, change }, scheme }: TypedSecretsProps) {
  return (
    <div className={styles.secrets}>
      {draft.secrets.map((secret, index) => (
        <SecretField
          key={index}
          label={index === 0 ? "Secret" : `Secret ${index + 1}`}
          aside="Not saved"
          hint={index === 0 ? scheme?.secret_form : undefined}
          value={secret}
          onChange={(next) => change({ secrets: draft.secrets.with(index, next) })}
        />
      ))}
      <Button name="Add another secret" icon="plus" small className={styles.start} onClick={() => change({ secrets: [...draft.secrets, ""] })} />
    </div>
  );
}

function KeyPair({ bench: { draft, change }, scheme }: TypedSecretsProps) {
  return (
    <div className={styles.secrets}>
      <KeyField label="Public key, to check" hint={scheme?.secret_form} value={draft.secrets[0] ?? ""} onChange={(key) => change({ secrets: [key, ...draft.secrets.slice(1)] })} />
      <KeyField label="Private key, to sign" aside="Not saved" value={draft.privateKey} onChange={(privateKey) => change({ privateKey })} />
    </div>
  );
}
