import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { Tabs } from "../../../components/Tabs";
import { useCommand } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import type { Deeds } from "../useDeeds";
import { AttemptsTab } from "./AttemptsTab";
import { BodyTab } from "./BodyTab";
import styles from "./DeliveryDetail.module.css";
import { DetailHead } from "./DetailHead";
import { EventTab } from "./EventTab";

export type DeliveryDetailProps = { id: string; deeds: Deeds };

/** Everything about one delivery, tab by tab; the open tab is in the address. */
export function DeliveryDetail({ id, deeds }: DeliveryDetailProps) {
  const [search, change] = useDeliveriesSearch();
  const { data, error, refetch } = useCommand("deliveries.detail", { id }, { keepPrevious: true });
  if (error) return <FailedState title="Cannot show this delivery" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={8} columns={2} />;
  const tabs = [
    { value: "attempts", name: "Attempts", count: data.attempts.length > 0 ? data.attempts.length : undefined },
    { value: "body", name: "Body" },
    { value: "event", name: "Event" },
  ];
  const tab = tabs.find(({ value }) => value === search.tab)?.value ?? "attempts";
  return (
    <section className={styles.detail} aria-label={`Delivery ${data.delivery.id}`}>
      <DetailHead detail={data} deeds={deeds} />
      <Tabs label="Delivery" tabs={tabs} value={tab} onChange={(next) => change({ tab: next }, "replace")}>
        <div className={styles.content}>
          {tab === "attempts" && <AttemptsTab key={data.delivery.id} detail={data} chosen={search.attempt} onChoose={(attempt) => change({ attempt }, "replace")} />}
          {tab === "body" && <BodyTab event={data.event} text={data.body_text} />}
          {tab === "event" && <EventTab detail={data} />}
        </div>
      </Tabs>
    </section>
  );
}
