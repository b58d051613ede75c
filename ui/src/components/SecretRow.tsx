import { useState } from "react";
import { Button } from "./Button";
import { classes } from "./classes";
import { CopyButton } from "./CopyButton";
import { formatDate } from "./format";
import { Icon } from "./Icon";
import styles from "./SecretRow.module.css";

const LOCKED = "Locked: the key that encrypts it cannot be reached. Unlock the system's keychain, or start with the key that this folder was made with.";

/** A stored secret without its value. */
export type StoredSecret = { id: string; hint: string; created_at: string; locked: boolean; learned: boolean };

export type SecretRowProps = {
  secret: StoredSecret;
  /** Fetches its value; called only when it is asked for by hand. */
  onReveal: () => Promise<string>;
  /** It goes when its owner is saved. */
  removed: boolean;
  onToggle: () => void;
};

/** A stored secret: its hint, and its value when asked for. */
export function SecretRow({ secret, onReveal, removed, onToggle }: SecretRowProps) {
  const { text, problem, shown, toggle } = useRevealed(onReveal);
  const trouble = secret.locked ? LOCKED : problem;
  return (
    <li className={styles.secret}>
      <div className={styles.line}>
        <Icon name={secret.locked ? "lock" : "signatures"} size={14} />
        <span className={classes("data grow selectable", styles.value, removed && styles.removed)}>{text ?? secret.hint}</span>
        <span className={classes("count", styles.since)}>since {formatDate(secret.created_at)}</span>
        {text !== null && <CopyButton text={text} name="Copy the secret" />}
        {!secret.locked && !removed && <Button name={shown ? "Hide the secret" : "Show the secret"} look="icon" icon="eye" small aria-pressed={shown} onClick={toggle} />}
        {removed ? <Button name="Keep" small onClick={onToggle} /> : <Button name={`Remove secret ${secret.hint}`} look="icon" icon="x" small onClick={onToggle} />}
      </div>
      {secret.learned && !removed && <p className={styles.aside}>A handshake brought it.</p>}
      {removed && <p className={styles.aside}>Forgotten once you save.</p>}
      {trouble && <p className={styles.wrong}>{trouble}</p>}
    </li>
  );
}

type Revealed = { text: string | null; problem: string | null; shown: boolean };

const hidden: Revealed = { text: null, problem: null, shown: false };

function useRevealed(onReveal: () => Promise<string>) {
  const [revealed, setRevealed] = useState(hidden);
  const show = async () => {
    setRevealed({ ...hidden, shown: true });
    try {
      const text = await onReveal();
      setRevealed((now) => (now.shown ? { ...now, text } : now));
    } catch (thrown) {
      setRevealed((now) => ({ ...now, problem: thrown instanceof Error ? thrown.message : String(thrown) }));
    }
  };
  return { ...revealed, toggle: () => (revealed.shown ? setRevealed(hidden) : void show()) };
}
