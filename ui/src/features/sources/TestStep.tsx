import { Button } from "../../components/Button";
import { CodeBlock } from "../../components/CodeBlock";
import { Icon } from "../../components/Icon";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import styles from "./FirstStart.module.css";

const HEADER = "'content-type: application/json'";
const BODY = `'{"type":"ping","livemode":false}'`;

export type TestStepProps = {
  scheme: SchemeSummary | null;
  url: string | null;
  sending: boolean;
  onSend: () => void;
  error: string | null;
};

/** A signed delivery at a click, or one by hand. */
export function TestStep({ scheme, url, sending, onSend, error }: TestStepProps) {
  const signed = scheme === null ? "A real request, unsigned." : `A real event, signed as ${scheme.provider} signs.`;
  const address = url ?? "URL";
  return (
    <>
      <div className={styles.send}>
        <Button name="Send a test delivery" look="primary" icon="send" disabled={sending || url === null} onClick={onSend} />
        <span>{signed}</span>
      </div>
      {error && (
        <p className={styles.failed} role="alert">
          <Icon name="warn" size={14} />
          {error}
        </p>
      )}
      <p className={`label ${styles.hand}`}>Or by hand. This one arrives unsigned.</p>
      <CodeBlock text={`curl ${address} -H ${HEADER} -d ${BODY}`}>
        {`curl ${address} -H `}
        <span className={styles.string}>{HEADER}</span>
        {" \\\n    -d "}
        <span className={styles.string}>{BODY}</span>
      </CodeBlock>
    </>
  );
}
