import { useRef } from "react";
import { EmptyState } from "../../../components/EmptyState";
import type { KeyHint } from "../../../components/KeyStrip";
import { Splitter } from "../../../components/Splitter";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { DeliveryDetail } from "../detail/DeliveryDetail";
import page from "../DeliveriesPage.module.css";
import { DeliveryList } from "../list/DeliveryList";
import type { Deeds } from "../useDeeds";
import { deadFilter } from "./deadFilter";
import { NoDeadLetters } from "./NoDeadLetters";
import { RecoverBar } from "./RecoverBar";

export type DeadLettersProps = { deeds: Deeds };

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["r"], "recover"],
  [["s"], "send once"],
  [["x"], "mark"],
  [["?"], "all keys"],
];

/** Deliveries without an attempt left, and how to bring them on the way again. */
export function DeadLetters({ deeds }: DeadLettersProps) {
  const [{ delivery, since, filter: endpoint }, change] = useDeliveriesSearch();
  const detail = useRef<HTMLDivElement>(null);
  const filter = deadFilter(endpoint, since);
  const counts = useCommand("deliveries.counts", nothing).data;
  const none = counts?.by_state.every(({ state, total }) => state !== "failed" || total === 0);
  if (none && delivery === undefined && endpoint === undefined && since === undefined) return <NoDeadLetters narrowed={false} onAll={() => undefined} />;
  return (
    <>
      <RecoverBar filter={filter} deeds={deeds} />
      <Splitter
        name="deliveries"
        label="List and detail"
        share={0.56}
        least={[320, 430]}
        first={
          <DeliveryList
            key={filter}
            label="Dead letters"
            noun={["dead letter", "dead letters"]}
            filter={filter}
            refused={false}
            open={delivery}
            onOpen={(id) => change({ delivery: id, attempt: undefined }, "replace")}
            onEnter={() => detail.current?.focus()}
            deeds={deeds}
            offered={["recover", "send", "clear"]}
            empty={<NoDeadLetters narrowed={endpoint !== undefined || since !== undefined} onAll={() => change({ filter: undefined, since: undefined })} />}
            hints={hints}
            ended
          />
        }
        second={
          <div ref={detail} tabIndex={-1} className={page.detail}>
            {delivery === undefined ? (
              <EmptyState title="No dead letter is open">Choose one to see why it was given up.</EmptyState>
            ) : (
              <DeliveryDetail id={delivery} deeds={deeds} />
            )}
          </div>
        }
      />
    </>
  );
}
