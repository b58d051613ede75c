import { useRef } from "react";
import { EmptyState } from "../../components/EmptyState";
import type { KeyHint } from "../../components/KeyStrip";
import { Splitter } from "../../components/Splitter";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";
import { useRefusal } from "../../core/useRefusal";
import { useDeliveriesSearch } from "../../shell/deliveries";
import styles from "./DeliveriesPage.module.css";
import { DeliveryDetail } from "./detail/DeliveryDetail";
import { DeliveryFilter } from "./list/DeliveryFilter";
import { DeliveryList } from "./list/DeliveryList";
import { NoDeliveries } from "./list/NoDeliveries";
import { NoMatch } from "./list/NoMatch";
import { Readings } from "./list/Readings";
import type { Deeds } from "./useDeeds";

export type DeliveriesViewProps = { deeds: Deeds };

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["s"], "send now"],
  [["r"], "restart"],
  [["x"], "mark"],
  [["?"], "all keys"],
];

/** The list of deliveries and the open one. */
export function DeliveriesView({ deeds }: DeliveriesViewProps) {
  const [{ filter = "", delivery }, change] = useDeliveriesSearch();
  const counts = useCommand("deliveries.counts", nothing).data;
  const refusal = useRefusal("deliveries.outline", filter);
  const detail = useRef<HTMLDivElement>(null);
  const setFilter = (next: string) => change({ filter: next });
  const total = counts?.by_state.reduce((sum, each) => sum + each.total, 0);
  if (total === 0 && filter === "") return <NoDeliveries />;
  return (
    <>
      <Readings />
      <DeliveryFilter filter={filter} problem={refusal} onFilter={setFilter} />
      <Splitter
        name="deliveries"
        label="List and detail"
        share={0.56}
        least={[320, 430]}
        first={
          <DeliveryList
            key={filter}
            label="Deliveries"
            noun={["delivery", "deliveries"]}
            filter={filter}
            refused={refusal !== null}
            open={delivery}
            onOpen={(id) => change({ delivery: id, attempt: undefined }, "replace")}
            onEnter={() => detail.current?.focus()}
            deeds={deeds}
            empty={filter === "" ? <NoDeliveries /> : <NoMatch filter={filter} onFilter={setFilter} />}
            offered={["send", "restart", "pause", "resume", "cancel", "clear"]}
            hints={hints}
          />
        }
        second={
          <div ref={detail} tabIndex={-1} className={styles.detail}>
            {delivery === undefined ? (
              <EmptyState title="No delivery is open">Choose one to see its attempts against the schedule.</EmptyState>
            ) : (
              <DeliveryDetail id={delivery} deeds={deeds} />
            )}
          </div>
        }
      />
    </>
  );
}
