import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { linesOf } from "../../../components/headerLines";
import type { Example } from "../../../core/generated/Example";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import { Steps } from "../../../evidence/Steps";
import { drawingOf } from "../drawBody";
import { checkOf } from "./example";
import styles from "./SchemePage.module.css";

export type ExampleSectionProps = { scheme: SchemeSummary; example: Example; onBench: (() => void) | null };

/** A request signed with a public example secret, and its check. */
export function ExampleSection({ scheme: { id, public_key: pair }, example, onBench }: ExampleSectionProps) {
  const { data } = useCommand("signature.verify", checkOf(id, example));
  const { method, url, headers, body, secret } = example;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Example</h3>
      <p className={styles.text}>Signed with this {pair ? "key pair, of which you would hold the public half" : "secret"}, which everybody may know:</p>
      <CodeBlock wrap text={secret.trim()} />
      <CodeBlock wrap text={`${method} ${url}\n${linesOf(headers)}${body === "" ? "" : `\n\n${body.trimEnd()}`}`} />
      {data && (
        <div className={styles.steps}>
          <Steps verification={data} drawBody={drawingOf({ text: body })} />
        </div>
      )}
      {onBench !== null && (
        <div className={styles.sources}>
          <Button name="Put the example on the bench" icon="signatures" small onClick={onBench} />
        </div>
      )}
    </section>
  );
}
