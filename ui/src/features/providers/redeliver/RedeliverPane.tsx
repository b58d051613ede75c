import { Button } from "../../../components/Button";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { useActions } from "../../../shell/keys";
import type { DeliveryKey } from "../deliveries/deliveryKey";
import page from "../ProvidersPage.module.css";
import { wordsOf } from "../words";
import { AskFields } from "./AskFields";
import { Outcome } from "./Outcome";
import styles from "./RedeliverPane.module.css";
import { useRedeliver } from "./useRedeliver";

export type RedeliverPaneProps = {
  profile: ProfileRow;
  asked: DeliveryKey;
  /** What it is, where that is known. */
  title: string;
  onClose: () => void;
};

/** Has a provider send something again, and shows how far it came. */
export function RedeliverPane({ profile, asked, title, onClose }: RedeliverPaneProps) {
  const words = wordsOf(profile.provider);
  const form = useRedeliver(profile.provider, asked);
  useActions([
    { id: "redeliver.send", name: "Redeliver", keys: ["r", "Mod+Enter"], scope: "Providers", icon: "send", enabled: !form.blocked, run: form.send },
    { id: "redeliver.close", name: "Close", keys: ["Escape"], scope: "Providers", keyOnly: true, whileTyping: true, run: onClose },
  ]);
  return (
    <section className={page.pane} aria-label={`Redeliver ${asked.id}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h2 className={page.name} title={title}>
            Redeliver {title}
          </h2>
          <Button name="Close" look="icon" icon="x" keys="Escape" onClick={onClose} />
        </div>
        <p className={styles.lead}>{words.replay}</p>
      </header>
      <div className={styles.sections}>
        <div className={styles.section}>
          <AskFields words={words} draft={form.draft} onChange={form.change} />
          <div className={page.line}>
            <Button name="Redeliver" look="primary" icon="send" keys="Mod+Enter" disabled={form.blocked} onClick={form.send} />
            {form.problem && (
              <p role="alert" className={page.refused}>
                {form.problem}
              </p>
            )}
          </div>
        </div>
        {form.last && <Outcome key={form.last.attempt.id} redelivery={form.last} />}
      </div>
    </section>
  );
}
