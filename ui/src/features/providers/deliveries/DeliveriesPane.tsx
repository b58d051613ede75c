import { useRef, useState } from "react";
import { EmptyState } from "../../../components/EmptyState";
import { Splitter } from "../../../components/Splitter";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useProvidersSearch } from "../../../shell/providers";
import { type Chosen, chosenOf } from "../many/chosen";
import { ManyDialog } from "../many/ManyDialog";
import page from "../ProvidersPage.module.css";
import { RedeliverPane } from "../redeliver/RedeliverPane";
import { infoOf } from "../words";
import { DeliveriesList } from "./DeliveriesList";
import { type DeliveryKey, keyText, readKey } from "./deliveryKey";
import { filterOf } from "./matching";
import type { ProfileDeeds } from "./profileDeeds";
import { useDeliveries } from "./useDeliveries";
import { useDeliveriesKeys } from "./useDeliveriesKeys";

export type DeliveriesPaneProps = {
  infos: ProviderInfo[];
  /** One, or all of them. */
  profiles: ProfileRow[];
  deeds: ProfileDeeds;
};

/** What providers sent, and the one that is to be sent again. */
export function DeliveriesPane({ infos, profiles, deeds }: DeliveriesPaneProps) {
  const [{ delivery: opened }, change] = useProvidersSearch();
  const state = useDeliveries(profiles, infos);
  const pane = useRef<HTMLDivElement>(null);
  const enter = () => (state.rows.cursor === null && opened === undefined ? state.rows.moveTo(0) : pane.current?.focus());
  const [many, setMany] = useState<Chosen[] | null>(null);
  const redeliverMany = () => {
    const chosen = chosenOf(state.groups, state.marks.all.size > 0 ? state.marks.all : null);
    if (chosen.length > 0) setMany(chosen);
  };
  const closeMany = () => {
    setMany(null);
    state.marks.clear();
    state.refresh();
  };
  useDeliveriesKeys(state, { enter, redeliverMany });
  const asked = readKey(opened);
  const profile = profiles.find(({ name }) => name === asked?.profile);
  const row = opened === undefined ? undefined : state.deliveryOf(opened);
  // Whoever names a run wants to see what was sent for it, too.
  const open = (key: DeliveryKey, info: ProviderInfo) => change({ delivery: keyText(key), ...(info.can.includes("list_by_run") ? { run: key.id } : {}) });
  return (
    <>
      <Splitter
        name="providers"
        label="List and redelivery"
        share={0.55}
        least={[300, 380]}
        first={<DeliveriesList infos={infos} profiles={profiles} state={state} deeds={deeds} onOpen={open} onEnter={enter} onMany={redeliverMany} />}
        second={
          <div ref={pane} tabIndex={-1} className={page.pane}>
            {asked && profile ? (
              <RedeliverPane key={opened} info={infoOf(infos, profile.provider)} asked={asked} delivery={row ?? null} onAsked={state.refresh} onClose={() => change({ delivery: undefined })} />
            ) : (
              <EmptyState title="Nothing is chosen">Choose a delivery, or type an id, to have it sent again.</EmptyState>
            )}
          </div>
        }
      />
      {many !== null && <ManyDialog chosen={many} filter={state.marks.all.size > 0 ? null : filterOf(state.wanted, state.run)} onClose={closeMany} />}
    </>
  );
}
