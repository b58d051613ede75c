import { Badge } from "../../../components/Badge";
import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { Menu } from "../../../components/Menu";
import { schemeTitle, trustOf } from "../../../components/schemeWords";
import { Tile } from "../../../components/Tile";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import styles from "./SchemePage.module.css";
import type { SchemeDeeds } from "./useSchemeDeeds";

export type SchemeHeadProps = { scheme: SchemeSummary; deeds: SchemeDeeds };

/** The scheme's name, how far it can be trusted, and what can be done with it. */
export function SchemeHead({ scheme, deeds }: SchemeHeadProps) {
  const trust = trustOf(scheme);
  const { onBench, edit, duplicate, sources } = deeds;
  return (
    <>
      <header className={styles.head}>
        <Tile provider={scheme.provider} large />
        <div>
          <h2 id="scheme-title" className={styles.title}>
            <span className="cut">{schemeTitle(scheme)}</span>
            <Badge tone={trust.unsure ? "warn" : "neutral"} icon={trust.unsure ? "warn" : "check"}>
              {trust.word}
            </Badge>
          </h2>
          <p className={styles.facts}>
            <span className="data selectable">{scheme.id}</span>
            <span aria-hidden="true">·</span>
            <span>{scheme.algorithm}</span>
            <span aria-hidden="true">·</span>
            <span>{scheme.place}</span>
          </p>
        </div>
        <div className={styles.deeds}>
          <Menu align="start" trigger={<Button name="Use for a source" icon="link" iconAfter="down" />} entries={sources} />
          <Button name="Try on the bench" icon="signatures" keys="b" disabled={onBench === null} onClick={() => onBench?.()} />
          {edit === null ? (
            <Button name="Duplicate" icon="copy" keys="d" disabled={duplicate === null} onClick={() => duplicate?.()} />
          ) : (
            <Button name="Edit" icon="edit" keys="e" onClick={edit} />
          )}
        </div>
      </header>
      {trust.unsure && (
        <p className={styles.doubt}>
          <Icon name="warn" size={14} />
          <span>
            <span className="strong">{trust.word}.</span> {trust.meaning} {scheme.facts_from !== "" && `Facts from ${scheme.facts_from}.`}
          </span>
        </p>
      )}
    </>
  );
}
