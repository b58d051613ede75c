import { Button } from "../../../../components/Button";
import { nothing } from "../../../../core/client";
import type { SecretRef } from "../../../../core/generated/SecretRef";
import { useChange, useCommand } from "../../../../core/queries";
import styles from "./HandshakeNote.module.css";

export type LearnedProps = { learned: SecretRef; source: string };

/** The secret that a handshake brought, and the way to take it back. */
export function Learned({ learned: { id, name }, source }: LearnedProps) {
  const sources = useCommand("sources.list", nothing).data ?? [];
  const forget = useChange("sources.forget_learned");
  const held = sources.some((each) => each.source.secrets.some((secret) => secret.id === id));
  if (!held || id === null) {
    return (
      <p>
        It brought the secret <span className="data">{name}</span>, which {source} does not have any more.
      </p>
    );
  }
  return (
    <>
      <p className={styles.learned}>
        <span>
          It brought the secret <span className="data">{name}</span>: {source} checks with it from then on.
        </span>
        <Button name="Take it back" small disabled={forget.isPending} onClick={() => forget.mutate({ id })} />
      </p>
      {forget.error && <p className={styles.problem} role="alert">{forget.error.message}</p>}
    </>
  );
}
