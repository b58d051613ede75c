import { CopyButton } from "../../../../components/CopyButton";
import { formatCount } from "../../../../components/format";
import type { BodyFacts } from "../../../../core/generated/BodyFacts";
import type { JsonLayout } from "./jsonLayout";
import { pathText, stepsTo, valueText } from "./jsonPath";
import styles from "./PathLine.module.css";

export type PathLineProps = {
  facts: BodyFacts;
  /** Laid out JSON and the line that is looked at, when there is one. */
  layout: JsonLayout | null;
  line: number | null;
};

/** Where in the body one is, and what the body is. */
export function PathLine({ facts, layout, line }: PathLineProps) {
  const path = layout !== null && line !== null ? pathText(stepsTo(layout, line)) : null;
  return (
    <div className={styles.bar}>
      {path !== null && layout !== null && line !== null && (
        <>
          <span className={styles.path} title={path} role="status">
            {path}
          </span>
          <CopyButton text={path} name="Copy path" withWord />
          <CopyButton text={() => Promise.resolve(valueText(layout, line))} name="Copy value" withWord />
        </>
      )}
      <span className={styles.facts} title={`SHA-256 of the bytes as they came: ${facts.sha256}`}>
        {facts.content_type ?? "no content type"}, {formatCount(facts.size)} B, sha256 {facts.sha256.slice(0, 8)}…{facts.sha256.slice(-2)}
      </span>
    </div>
  );
}
