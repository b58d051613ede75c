import { Button } from "../../../components/Button";
import { Tile } from "../../../components/Tile";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { type BenchDraft, isReadable, requestOf } from "./draft";

/** How many guesses are shown. */
const SHOWN = 3;

export type LikelyProps = { draft: BenchDraft; onUse: (scheme: string) => void };

/** Which schemes the request looks like, and why. */
export function Likely({ draft, onUse }: LikelyProps) {
  const { answer } = useLive("signature.detect", isReadable(draft) ? { request: requestOf(draft) } : null);
  if (answer === null) return null;
  if (answer.length === 0) return <p className={styles.note}>The request looks like none of the known schemes. “Find scheme” at the right searches with the secret.</p>;
  return (
    <ul className={styles.likely} aria-label="Likely schemes">
      {answer.slice(0, SHOWN).map(({ scheme, provider, reasons }) => (
        <li key={scheme}>
          <Tile provider={provider} />
          <span className="cut" title={reasons.join("\n")}>
            Looks like <span className="strong">{provider}</span> <span className="faint">{reasons[0]}</span>
          </span>
          <Button name={`Use ${scheme}`} small onClick={() => onUse(scheme)} />
        </li>
      ))}
    </ul>
  );
}
