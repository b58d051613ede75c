import { useState } from "react";
import { Button } from "../../components/Button";
import { classes } from "../../components/classes";
import { CopyButton } from "../../components/CopyButton";
import { formatDate } from "../../components/format";
import { Icon } from "../../components/Icon";
import type { SecretInfo } from "../../core/generated/SecretInfo";
import { useChange } from "../../core/queries";
import styles from "./SourceDialog.module.css";

const LOCKED = "Locked: the key that encrypts it cannot be reached. Unlock the system's keychain, or start with the key that this folder was made with.";

export type SecretRowProps = {
  secret: SecretInfo;
  /** It goes when the source is saved. */
  removed: boolean;
  onToggle: () => void;
};

/** A stored secret: its hint, and its value when asked for. */
export function SecretRow({ secret, removed, onToggle }: SecretRowProps) {
  const reveal = useChange("sources.reveal_secret");
  const [shown, setShown] = useState(false);
  const text = shown ? reveal.data?.text : undefined;
  const show = () => {
    setShown(!shown);
    if (!shown) reveal.mutate({ id: secret.id });
    else reveal.reset();
  };
  const problem = secret.locked ? LOCKED : reveal.error?.message;
  return (
    <li>
      <div className={styles.line}>
        <Icon name={secret.locked ? "lock" : "signatures"} size={14} />
        <span className={classes("data grow selectable", styles.value, removed && styles.removed)}>{text ?? secret.hint}</span>
        <span className={classes("count", styles.since)}>since {formatDate(secret.created_at)}</span>
        {text !== undefined && <CopyButton text={text} name="Copy the secret" />}
        {!secret.locked && !removed && <Button name={shown ? "Hide the secret" : "Show the secret"} look="icon" icon="eye" small aria-pressed={shown} onClick={show} />}
        {removed ? <Button name="Keep" small onClick={onToggle} /> : <Button name={`Remove secret ${secret.hint}`} look="icon" icon="x" small onClick={onToggle} />}
      </div>
      {secret.learned && !removed && <p className={styles.aside}>A handshake brought it.</p>}
      {removed && <p className={styles.aside}>Forgotten once you save.</p>}
      {problem && <p className={styles.wrong}>{problem}</p>}
    </li>
  );
}
