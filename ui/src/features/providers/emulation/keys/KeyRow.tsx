import { useState } from "react";
import { Button } from "../../../../components/Button";
import { classes } from "../../../../components/classes";
import { CopyButton } from "../../../../components/CopyButton";
import { formatDate } from "../../../../components/format";
import { Icon } from "../../../../components/Icon";
import type { EmulatedKey } from "../../../../core/generated/EmulatedKey";
import { useChange } from "../../../../core/queries";
import styles from "./KeysTab.module.css";

const LOCKED = "Locked: the key that encrypts it cannot be reached. Unlock the system's keychain, or start with the key that this folder was made with.";

export type KeyRowProps = { provider: string; emulated: EmulatedKey };

/** A key of an emulation: its hint, and the key itself when asked for. */
export function KeyRow({ provider, emulated }: KeyRowProps) {
  const { id, api_key, hint, revoked_at } = emulated;
  const [shown, setShown] = useState(false);
  const revoke = useChange("emulations.revoke_key");
  const valid = revoked_at === null;
  return (
    <li className={styles.key}>
      <div className={styles.line}>
        <Icon name={api_key === null ? "lock" : "signatures"} size={14} />
        <span className={classes("data grow selectable", styles.value, !valid && styles.revoked)}>{shown && api_key !== null ? api_key : hint}</span>
        {api_key !== null && valid && <CopyButton text={api_key} name="Copy the key" />}
        {api_key !== null && valid && <Button name={shown ? "Hide the key" : "Show the key"} look="icon" icon="eye" small aria-pressed={shown} onClick={() => setShown(!shown)} />}
        {valid && <Button name="Revoke" small disabled={revoke.isPending} onClick={() => revoke.mutate({ provider, id })} />}
      </div>
      <p className={styles.facts}>{factsOf(emulated)}</p>
      {api_key === null && valid && <p className={styles.wrong}>{LOCKED}</p>}
      {revoke.error && <p className={styles.wrong}>{revoke.error.message}</p>}
    </li>
  );
}

function factsOf({ label, organization, scopes, created_at, revoked_at }: EmulatedKey): string {
  const rights = scopes.length === 0 ? "for everything" : scopes.join(", ");
  const since = revoked_at === null ? `since ${formatDate(created_at)}` : `revoked ${formatDate(revoked_at)}: lets nobody in`;
  return [label, organization, rights, since].filter((fact) => fact !== "").join(" · ");
}
