import { Button } from "../../../../components/Button";
import { useIntents } from "../../../../shell/intents";
import styles from "./LooksLike.module.css";

export type NoLikenessProps = { source: string | null; onUse: (scheme: string) => void };

/** Nothing in the request tells who sent it. */
export function NoLikeness({ source, onUse }: NoLikenessProps) {
  const { chooseScheme } = useIntents();
  return (
    <div className={styles.none}>
      <p className="muted">Nothing in this request tells how it is signed. If you know who sends, choose the scheme by hand.</p>
      <Button
        name={source === null ? "Make a source with a scheme…" : `Choose a scheme for ${source}…`}
        icon="signatures"
        onClick={() => chooseScheme(null, onUse)}
      />
    </div>
  );
}
