import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import type { KeyUrl } from "../../../../core/generated/KeyUrl";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useIntents } from "../../../../shell/intents";
import styles from "./KeyElsewhere.module.css";

export type KeyElsewhereProps = { keyUrl: KeyUrl; source: SourceOverview };

/** The provider publishes its key at an address, and nothing is fetched unasked. */
export function KeyElsewhere({ keyUrl, source }: KeyElsewhereProps) {
  const { editSource } = useIntents();
  const { name } = source.source;
  return (
    <div className={styles.key}>
      <p>The provider publishes the key that checks this signature, and it is not here yet. Open the address, and paste what stands there as the public key of {name}.</p>
      <p className={styles.address}>
        <span className="data selectable">{keyUrl.url}</span>
        <CopyButton text={keyUrl.url} name="Copy the address" />
      </p>
      {keyUrl.kid !== null && (
        <p className="muted">
          The request names the key <span className="data selectable">{keyUrl.kid}</span>.
        </p>
      )}
      <Button name={`Paste the key for ${name}…`} icon="signatures" onClick={() => editSource(name)} />
    </div>
  );
}
