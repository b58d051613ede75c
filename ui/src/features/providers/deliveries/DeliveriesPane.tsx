import { EmptyState } from "../../../components/EmptyState";
import { Splitter } from "../../../components/Splitter";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { useProvidersSearch } from "../../../shell/providers";
import page from "../ProvidersPage.module.css";
import { RedeliverPane } from "../redeliver/RedeliverPane";
import { ById } from "./ById";
import { keyText, readKey } from "./deliveryKey";

export type DeliveriesPaneProps = {
  /** One, or all of them. */
  profiles: ProfileRow[];
};

/** What providers sent, and the one that is to be sent again. */
export function DeliveriesPane({ profiles }: DeliveriesPaneProps) {
  const [{ delivery }, change] = useProvidersSearch();
  const asked = readKey(delivery);
  const profile = profiles.find(({ name }) => name === asked?.profile);
  return (
    <Splitter
      name="providers"
      label="List and redelivery"
      share={0.55}
      least={[300, 380]}
      first={<ById profiles={profiles} onOpen={(key) => change({ delivery: keyText(key) })} />}
      second={
        asked && profile ? (
          <RedeliverPane key={delivery} profile={profile} asked={asked} title={asked.id} onClose={() => change({ delivery: undefined })} />
        ) : (
          <div className={page.pane}>
            <EmptyState title="Nothing is chosen">Type an id, to have it sent again.</EmptyState>
          </div>
        )
      }
    />
  );
}
