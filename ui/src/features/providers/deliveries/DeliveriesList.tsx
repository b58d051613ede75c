import { KeyStrip, type KeyHint } from "../../../components/KeyStrip";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { ById } from "./ById";
import { DeliveriesStrip } from "./DeliveriesStrip";
import { DeliveriesTable } from "./DeliveriesTable";
import styles from "./DeliveriesTable.module.css";
import type { DeliveryKey } from "./deliveryKey";
import type { ProfileDeeds } from "./profileDeeds";
import { RunField } from "./RunField";
import type { DeliveriesState } from "./useDeliveries";

export type DeliveriesListProps = {
  infos: ProviderInfo[];
  profiles: ProfileRow[];
  state: DeliveriesState;
  deeds: ProfileDeeds;
  onOpen: (key: DeliveryKey, info: ProviderInfo) => void;
  onEnter: () => void;
  onMany: () => void;
};

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["r"], "redeliver"],
  [["x"], "mark"],
  [["u"], "refresh"],
  [["?"], "all keys"],
];

/** What was sent, with what narrows it, and a way to what is in no list. */
export function DeliveriesList({ infos, profiles, state, deeds, onOpen, onEnter, onMany }: DeliveriesListProps) {
  return (
    <section className={styles.pane} aria-label="Deliveries">
      <DeliveriesStrip state={state} onMany={onMany} />
      {state.byRun !== null && <RunField key={state.run} provider={state.byRun} run={state.run} onList={state.listRun} />}
      <DeliveriesTable state={state} deeds={deeds} onEnter={onEnter} />
      <ById infos={infos} profiles={profiles} onOpen={onOpen} />
      <KeyStrip hints={hints} />
    </section>
  );
}
