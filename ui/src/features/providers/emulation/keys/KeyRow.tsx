import { useState } from "react";
import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { formatDate } from "../../../../components/format";
import { Icon } from "../../../../components/Icon";
import type { EmulatedKey } from "../../../../core/generated/EmulatedKey";
import styles from "./KeysTab.module.css";

const LOCKED = "Locked: the key that encrypts it cannot be reached. Unlock the system's keychain, or start with the key that this folder was made with.";

export type KeyRowProps = { emulated: EmulatedKey };

/** A key of an emulation: its hint, and the key itself when asked for. */
export function KeyRow({ emulated: { api_key, hint, organization, created_at } }: KeyRowProps) {
  const [shown, setShown] = useState(false);
  return (
    <li className={styles.key}>
      <Icon name={api_key === null ? "lock" : "signatures"} size={14} />
      <span className="data grow cut selectable">{shown && api_key !== null ? api_key : hint}</span>
      <span className="count">
        {organization}, since {formatDate(created_at)}
      </span>
      {api_key === null ? (
        <span className={styles.locked}>{LOCKED}</span>
      ) : (
        <>
          <CopyButton text={api_key} name="Copy the key" />
          <Button name={shown ? "Hide the key" : "Show the key"} look="icon" icon="eye" small aria-pressed={shown} onClick={() => setShown(!shown)} />
        </>
      )}
    </li>
  );
}
