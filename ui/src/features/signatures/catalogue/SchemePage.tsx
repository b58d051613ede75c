import { CodeBlock } from "../../../components/CodeBlock";
import { FailedState } from "../../../components/FailedState";
import { Frame } from "../../../components/Frame";
import { LoadingRows } from "../../../components/LoadingRows";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import { HandlerCode } from "../../../evidence/HandlerCode";
import { isCoded } from "../own/ownCopy";
import { Drawn } from "./Drawn";
import { ExampleSection } from "./ExampleSection";
import { ManualSection } from "./ManualSection";
import { SchemeHead } from "./SchemeHead";
import styles from "./SchemePage.module.css";
import { SchemeSources } from "./SchemeSources";
import { useSchemeDeeds } from "./useSchemeDeeds";

export type SchemePageProps = { scheme: SchemeSummary };

/** All that is known of a scheme, made from its entry. */
export function SchemePage({ scheme }: SchemePageProps) {
  const { data, error, isPending, refetch } = useCommand("schemes.detail", { id: scheme.id });
  const deeds = useSchemeDeeds(scheme, data, isPending);
  return (
    <article className={styles.page} aria-labelledby="scheme-title">
      <SchemeHead scheme={scheme} deeds={deeds} />
      {error && <FailedState title="Cannot read this scheme" message={error.message} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingRows rows={6} columns={2} className={styles.loading} />}
      {data && (
        <div className={styles.sections}>
          {data.manual.example && <Drawn id={scheme.id} example={data.manual.example} />}
          {data.manual.sections.map((section) => (
            <ManualSection key={section.title} section={section} />
          ))}
          {data.manual.example && <ExampleSection scheme={scheme} example={data.manual.example} onBench={deeds.onBench} />}
          <section className={styles.section}>
            <h3 className={styles.heading}>In your handler</h3>
            <Frame>
              <HandlerCode scheme={{ id: scheme.id }} title={null} />
            </Frame>
          </section>
          <section className={styles.section}>
            <h3 className={styles.heading}>Definition</h3>
            <p className={styles.text}>{aboutDefinition(data.definition)}</p>
            <CodeBlock text={data.definition.trim()} />
          </section>
          <SchemeSources names={data.used_by} />
        </div>
      )}
    </article>
  );
}

function aboutDefinition(definition: string): string {
  if (isCoded(definition)) return "What the language can say of it. The rest of its rule is code, so it cannot be duplicated.";
  return "The entry that this page is made from. A scheme of your own is written in the same words.";
}
