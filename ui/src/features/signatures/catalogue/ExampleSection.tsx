import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { CopyButton } from "../../../components/CopyButton";
import { linesOf } from "../../../components/headerLines";
import type { Example } from "../../../core/generated/Example";
import { useCommand } from "../../../core/queries";
import { Steps } from "../../../evidence/Steps";
import { drawingOf } from "../drawBody";
import { checkOf } from "./example";
import styles from "./SchemePage.module.css";

export type ExampleSectionProps = { id: string; example: Example; onBench: (() => void) | null };

/** A request signed with a public example secret, and its check. */
export function ExampleSection({ id, example, onBench }: ExampleSectionProps) {
  const { data } = useCommand("signature.verify", checkOf(id, example));
  const { method, url, headers, body, secret } = example;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Example</h3>
      <p className={styles.secret}>
        <span className="faint">Example secret</span>
        <span className="data selectable">{secret}</span>
        <CopyButton text={secret} name="Copy the example secret" />
      </p>
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
