import { Button } from "../../../../components/Button";
import { Frame } from "../../../../components/Frame";
import { Icon } from "../../../../components/Icon";
import { Tile } from "../../../../components/Tile";
import type { Detected } from "../../../../core/generated/Detected";
import { useIntents } from "../../../../shell/intents";
import { useActions } from "../../../../shell/keys";
import { likelihood } from "./likelihood";
import styles from "./LooksLike.module.css";

export type LooksLikeProps = {
  /** Likeliest first, at least one. */
  detected: Detected[];
  /** `null`: its path belongs to none. */
  source: string | null;
  onUse: (scheme: string) => void;
};

/** The scheme that a request looks like, with the reasons, and the others it might be. */
export function LooksLike({ detected: [best, ...others], source, onUse }: LooksLikeProps) {
  const { chooseScheme } = useIntents();
  const name = source === null ? "Make a source with it…" : `Use it for ${source}…`;
  const use = () => best && onUse(best.scheme);
  useActions([{ id: "captures.mend", name, keys: ["m"], scope: "Captures", icon: "signatures", run: use }]);
  if (!best) return null;
  return (
    <Frame
      head={
        <>
          <Tile provider={best.provider} />
          <h3 className="strong">Looks like {best.provider}</h3>
          <span className="data cut grow muted">{best.scheme}</span>
          <span className={styles.likely}>{likelihood(best.score)}</span>
        </>
      }
    >
      <div className={styles.best}>
        <ul className={styles.reasons}>
          {best.reasons.map((reason) => (
            <li key={reason}>
              <Icon name="check" size={12} />
              <span>{reason}</span>
            </li>
          ))}
        </ul>
        <Event detected={best} />
        <div className={styles.actions}>
          <Button name={name} look="primary" icon="signatures" keys="m" onClick={use} />
          <Button name="Another scheme…" onClick={() => chooseScheme(best.scheme, onUse)} />
        </div>
      </div>
      {others.length > 0 && (
        <ul className={styles.others} aria-label="It might be as well">
          {others.map((other) => (
            <li key={other.scheme} className={styles.other}>
              <Tile provider={other.provider} />
              <span className="cut grow" title={other.reasons.join("\n")}>
                {other.provider} <span className="data faint">{other.scheme}</span>
              </span>
              <span className={styles.likely}>{likelihood(other.score)}</span>
              <Button name="Use" aria-label={`Use ${other.scheme}`} small onClick={() => onUse(other.scheme)} />
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}

/** What the scheme would tell of the event. */
function Event({ detected: { event_type, event_id } }: { detected: Detected }) {
  if (event_type === null && event_id === null) return null;
  return (
    <p className="muted">
      Event <span className="data selectable">{[event_type, event_id].filter((text) => text !== null).join(", ")}</span>
    </p>
  );
}
