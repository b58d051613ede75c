import { useClipboard } from "../../../components/clipboard";
import { Button } from "../../../components/Button";
import { Menu, type MenuEntry } from "../../../components/Menu";
import { useNow } from "../../../components/useNow";
import type { DeliveryDetail } from "../../../core/generated/DeliveryDetail";
import { useToast } from "../../../shell/toasts";
import { type Deed, deedsFor, deedWords, isEnding } from "../deeds";
import { deedKeys } from "../list/useDeliveryKeys";
import { StateMark } from "../StateMark";
import type { Deeds } from "../useDeeds";
import { useEndpoints } from "../useEndpoints";
import styles from "./DetailHead.module.css";
import { headWords } from "./headWords";

export type DetailHeadProps = { detail: DeliveryDetail; deeds: Deeds };

/** What is delivered, how far it is, and what can be done with it. */
export function DetailHead({ detail, deeds }: DetailHeadProps) {
  const { delivery } = detail;
  const now = useNow();
  const enabled = useEndpoints().byId.get(delivery.endpoint)?.endpoint.enabled ?? true;
  const name = delivery.event_type || "No event type";
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h2 className={styles.name} title={name}>
          {name}
        </h2>
        <DeedButtons detail={detail} deeds={deeds} />
      </div>
      <p className={styles.facts}>
        <StateMark state={delivery.state} look="badge" />
        <span className={styles.words}>{headWords({ ...detail, enabled }, now)}</span>
      </p>
    </header>
  );
}

function DeedButtons({ detail: { delivery }, deeds }: DetailHeadProps) {
  const writeText = useClipboard();
  const toast = useToast();
  const possible = deedsFor(delivery);
  const perform = (deed: Deed) => deeds.perform(deed, { chosen: { ids: [delivery.id] }, count: 1 });
  const entries = (["restart", "pause", "resume", "cancel", "clear"] as const).filter((deed) => possible.includes(deed)).map((deed): MenuEntry => ({
    name: deedWords[deed].name,
    icon: deedKeys[deed].icon,
    keys: deedKeys[deed].key,
    danger: isEnding(deed),
    run: () => perform(deed),
  }));
  const copyId = () => void writeText(delivery.message_id).then(() => toast({ message: "Message id copied" }), () => toast({ message: "The message id was not copied" }));
  const held = delivery.state === "paused" ? "resume" : "pause";
  return (
    <>
      <Button name={deedWords.send.name} icon="send" keys="s" disabled={!possible.includes("send")} onClick={() => perform("send")} />
      {possible.includes(held) && <Button name={deedWords[held].name} look="icon" icon={deedKeys[held].icon} keys="p" onClick={() => perform(held)} />}
      <Menu align="end" trigger={<Button look="icon" name="More" icon="dots" />} entries={[...entries, "separator", { name: "Copy message id", icon: "copy", run: copyId }]} />
    </>
  );
}
