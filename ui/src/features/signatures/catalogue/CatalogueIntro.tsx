import { Button } from "../../../components/Button";
import { formatCount, formatPlural } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { type Mark, trusts } from "../../../components/schemeWords";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import styles from "./Catalogue.module.css";

export type CatalogueIntroProps = { schemes: SchemeSummary[]; onMark: (mark: Mark) => void };

/** What stands here before a scheme is opened: what the marks mean. */
export function CatalogueIntro({ schemes, onMark }: CatalogueIntroProps) {
  const counted = (mark: Mark) => schemes.filter((scheme) => !scheme.own && scheme.confidence === mark).length;
  return (
    <div className={styles.intro}>
      <h2 className={styles.introTitle}>{formatPlural(schemes.length, "way")} to sign a webhook</h2>
      <p className={styles.introLead}>Choose one to read where its signature stands, which bytes it covers and how to check it. How sure the facts are is said with each:</p>
      <ul className={styles.marks}>
        {(Object.keys(trusts) as Mark[]).map((mark) => (
          <li key={mark} className={styles.mark}>
            <Icon name={trusts[mark].unsure ? "warn" : "check"} size={14} className={trusts[mark].unsure ? styles.unsure : undefined} />
            <span className="strong">
              {trusts[mark].word} <span className="faint data">{mark}</span>
            </span>
            <span className="muted">{trusts[mark].meaning}</span>
            <Button name={`Show ${formatCount(counted(mark))}`} look="plain" small onClick={() => onMark(mark)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
