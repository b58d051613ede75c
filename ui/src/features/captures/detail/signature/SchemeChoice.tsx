import { Icon } from "../../../../components/Icon";
import { schemeTitle } from "../../../../components/schemeWords";
import type { SchemeSummary } from "../../../../core/generated/SchemeSummary";
import { useIntents } from "../../../../shell/intents";
import styles from "./SchemeChoice.module.css";

export type SchemeChoiceProps = { scheme: SchemeSummary | null; onChoose: (id: string) => void };

/** The scheme of a try, and the way to any other. */
export function SchemeChoice({ scheme, onChoose }: SchemeChoiceProps) {
  const { chooseScheme } = useIntents();
  const title = scheme === null ? "Choose…" : schemeTitle(scheme);
  return (
    <div className={styles.choice}>
      <span className={styles.label} aria-hidden="true">
        Scheme
      </span>
      <button type="button" className={styles.button} aria-label={`Scheme: ${title}`} aria-haspopup="dialog" onClick={() => chooseScheme(scheme?.id ?? null, onChoose)}>
        <span className="cut grow">{title}</span>
        <Icon name="down" size={14} />
      </button>
      <span className={styles.hint}>{scheme === null ? "Nothing tells which it is" : scheme.algorithm}</span>
    </div>
  );
}
