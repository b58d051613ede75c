import { classes } from "../../components/classes";
import { formatCount } from "../../components/format";
import { Icon } from "../../components/Icon";
import { shortPlace } from "../../components/schemeWords";
import { Tile } from "../../components/Tile";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import styles from "./FirstStart.module.css";
import { offeredSchemes } from "./senders";

export type SenderStepProps = {
  schemes: SchemeSummary[];
  scheme: SchemeSummary | null;
  onChoose: (scheme: string | null) => void;
  onAll: () => void;
  onOwn: () => void;
};

/** The common senders side by side, and the way to all others. */
export function SenderStep({ schemes, scheme, onChoose, onAll, onOwn }: SenderStepProps) {
  const offered = offeredSchemes(schemes);
  // A scheme chosen from the whole list takes the last tile, so that the choice stays in sight.
  const shown = scheme === null || offered.includes(scheme) ? offered : [...offered.slice(0, -1), scheme];
  return (
    <>
      <div className={styles.senders} role="radiogroup" aria-label="Provider">
        {shown.map((one) => (
          <Sender key={one.id} scheme={one} chosen={one.id === scheme?.id} onChoose={() => onChoose(one.id)} />
        ))}
      </div>
      <p className={styles.under}>
        <button type="button" className="link" onClick={onAll}>
          All {formatCount(schemes.length)} schemes…
        </button>
        <span aria-hidden="true">·</span>
        <button type="button" onClick={onOwn}>
          Own scheme
        </button>
        <span aria-hidden="true">·</span>
        <button type="button" aria-pressed={scheme === null} onClick={() => onChoose(null)}>
          No signature
        </button>
      </p>
    </>
  );
}

type SenderProps = { scheme: SchemeSummary; chosen: boolean; onChoose: () => void };

function Sender({ scheme, chosen, onChoose }: SenderProps) {
  return (
    <label className={styles.sender}>
      <input className={styles.radio} type="radio" name="sender" checked={chosen} onChange={onChoose} />
      <Tile provider={scheme.provider} />
      <span className={styles.words}>
        <span className={classes(styles.provider, "cut")}>{scheme.provider}</span>
        <span className={classes(styles.place, "data cut")}>{shortPlace(scheme.place)}</span>
      </span>
      {chosen && <Icon name="check" />}
    </label>
  );
}
