import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { Dialog } from "../../../../components/Dialog";
import type { Visited } from "../../../../core/generated/Visited";
import { useChange } from "../../../../core/queries";
import styles from "./AgreeQuestion.module.css";

export type AgreeQuestionProps = { capture: string; url: string; provider: string; onClose: () => void };

/** Asks before an address that came in a request is visited, and says whose it is. */
export function AgreeQuestion({ capture, url, provider, onClose }: AgreeQuestionProps) {
  const agree = useChange("captures.agree");
  const { host } = new URL(url);
  const actions = agree.data ? (
    <Button name="Close" look="primary" onClick={onClose} />
  ) : (
    <>
      <Button name="Leave it" onClick={onClose} />
      <Button name={`Visit ${host}`} look="primary" disabled={agree.isPending} onClick={() => agree.mutate({ id: capture })} />
    </>
  );
  return (
    <Dialog title={`Visit ${host}?`} size="small" onClose={onClose} actions={actions}>
      <div className={styles.words}>
        <p>{provider} begins to send once this address was visited. It came in the request, and nothing visits it unless you say so.</p>
        <p className={styles.address}>
          <span className="data selectable">{url}</span>
          <CopyButton text={url} name="Copy the address" />
        </p>
        {agree.data && <p role="status">{visitedSentence(agree.data, host)}</p>}
        {agree.error && <p role="alert">{agree.error.message}</p>}
      </div>
    </Dialog>
  );
}

function visitedSentence({ status, problem }: Visited, host: string): string {
  if (status === null) return `${host} was not reached: ${problem ?? "no answer"}`;
  return status < 300 ? `${host} answered ${status}: it is agreed.` : `${host} answered ${status}: it was not agreed. Ask the provider to send the request again.`;
}
