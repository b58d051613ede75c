import { Button } from "../../../components/Button";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useActions } from "../../../shell/keys";
import type { DeliveryKey } from "../deliveries/deliveryKey";
import { RequestPreview } from "../preview/RequestPreview";
import page from "../ProvidersPage.module.css";
import { replaySentence, wordsOf } from "../words";
import { AskFields } from "./AskFields";
import { Earlier } from "./Earlier";
import { JustAsked } from "./JustAsked";
import { RateLimit } from "./RateLimit";
import styles from "./RedeliverPane.module.css";
import { useRedeliver } from "./useRedeliver";

export type RedeliverPaneProps = {
  info: ProviderInfo;
  asked: DeliveryKey;
  /** What the provider's log says of it; `null` when it is known by its id alone. */
  delivery: ProviderDelivery | null;
  /** The provider was asked: its log may have changed. */
  onAsked: () => void;
  onClose: () => void;
};

/** Has a provider send something again, and shows how far it came. */
export function RedeliverPane({ info, asked, delivery, onAsked, onClose }: RedeliverPaneProps) {
  const title = delivery?.event_type ?? asked.id;
  const words = wordsOf(info);
  const form = useRedeliver({ can: info.can, asked, delivery, onAsked });
  const { from, waiting, wait, stop } = form.allowed;
  const limited = from !== null && Date.now() < from;
  useActions([
    { id: "redeliver.send", name: limited ? "Redeliver when it is allowed" : "Redeliver", keys: ["r", "Mod+Enter"], scope: "Providers", icon: "send", enabled: !form.blocked && !waiting, run: limited ? wait : form.send },
    { id: "redeliver.close", name: waiting ? "Do not wait" : "Close", keys: ["Escape"], scope: "Providers", keyOnly: true, whileTyping: true, run: waiting ? stop : onClose },
  ]);
  return (
    <section className={page.pane} aria-label={`Redeliver ${asked.id}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h2 className={page.name} title={title}>
            Redeliver {title}
          </h2>
          <Button name="Close" look="icon" icon="x" onClick={onClose} />
        </div>
        <p className={styles.lead}>{form.draft.anew ? replaySentence("new", words.record[0]) : words.replay}</p>
      </header>
      <div className={styles.sections}>
        <div className={styles.section}>
          <AskFields info={info} draft={form.draft} onChange={form.change} />
          {from === null && (
            <div className={page.line}>
              <Button name="Redeliver" look="primary" icon="send" keys="Mod+Enter" disabled={form.blocked} onClick={form.send} />
              {form.problem && (
                <p role="alert" className={page.refused}>
                  {form.problem}
                </p>
              )}
            </div>
          )}
        </div>
        {from !== null && <RateLimit facts={info.facts} from={from} allowed={form.allowed} onSendNow={form.send} />}
        {form.last && <JustAsked redelivery={form.last.redelivery} />}
        {form.planned && (
          <section className={styles.section} aria-label="What goes out">
            <h3 className={page.heading}>What goes out</h3>
            <RequestPreview profile={asked.profile} call={form.planned} />
          </section>
        )}
        <Earlier profile={asked.profile} except={form.last?.redelivery} />
      </div>
    </section>
  );
}
