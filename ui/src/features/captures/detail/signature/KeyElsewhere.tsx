import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import type { KeyUrl } from "../../../../core/generated/KeyUrl";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useChange } from "../../../../core/queries";
import { useIntents } from "../../../../shell/intents";
import styles from "./KeyElsewhere.module.css";

export type KeyElsewhereProps = { capture: string; keyUrl: KeyUrl; source: SourceOverview };

/** The provider publishes its key at an address, and nothing is fetched unasked. */
export function KeyElsewhere({ capture, keyUrl, source }: KeyElsewhereProps) {
  const { editSource } = useIntents();
  const fetching = useChange("captures.fetch_key");
  const { name } = source.source;
  return (
    <div className={styles.key}>
      <p>The provider publishes the key that checks this signature, and it is not here yet. Nothing is fetched unasked.</p>
      <p className={styles.address}>
        <span className="data selectable">{keyUrl.url}</span>
        <CopyButton text={keyUrl.url} name="Copy the address" />
      </p>
      {keyUrl.kid !== null && (
        <p className="muted">
          The request names the key <span className="data selectable">{keyUrl.kid}</span>.
        </p>
      )}
      <div className={styles.buttons}>
        <Button name={`Fetch it from ${hostOf(keyUrl.url)}`} look="primary" icon="download" disabled={fetching.isPending} onClick={() => fetching.mutate({ id: capture })} />
        <Button name="Paste it…" onClick={() => editSource(name)} />
      </div>
      {fetching.data && <p role="status">{name} has it now. Check again.</p>}
      {fetching.error && <p className={styles.problem} role="alert">{fetching.error.message}</p>}
    </div>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
