import { Bar } from "../../components/Bar";
import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";
import { useDeliveriesSearch } from "../../shell/deliveries";
import { useIntents } from "../../shell/intents";
import { useActions } from "../../shell/keys";
import { DeadLetters } from "./dead/DeadLetters";
import { DeedQuestion } from "./DeedQuestion";
import styles from "./DeliveriesPage.module.css";
import { DeliveriesView } from "./DeliveriesView";
import { EndpointsView } from "./endpoints/EndpointsView";
import { EngineBar } from "./EngineBar";
import { useDeeds } from "./useDeeds";
import { useEndpoints } from "./useEndpoints";
import { countIn } from "./words";

type View = "deliveries" | "endpoints" | "dead";

/** Events on their way to endpoints. */
export function DeliveriesPage() {
  const [{ view: wanted }, change] = useDeliveriesSearch();
  const { deliver } = useIntents();
  const deeds = useDeeds();
  const views = useViews();
  const view = views.find(({ value }) => value === wanted)?.value ?? "deliveries";
  const show = (next: View) => change({ view: next === "deliveries" ? undefined : next, filter: undefined, since: undefined, delivery: undefined });
  useActions([
    { id: "deliveries.list", name: "Show the deliveries", keys: ["1"], scope: "Deliveries", icon: "deliveries", run: () => show("deliveries") },
    { id: "deliveries.endpoints", name: "Show the endpoints", keys: ["2"], scope: "Deliveries", icon: "link", run: () => show("endpoints") },
    { id: "deliveries.dead", name: "Show the dead letters", keys: ["3"], scope: "Deliveries", icon: "rejected", run: () => show("dead") },
    { id: "deliveries.new", name: "Deliver an event", keys: ["n"], scope: "Deliveries", icon: "plus", run: () => deliver() },
  ]);
  return (
    <>
      <Bar title="Deliveries">
        <Segmented label="Part of the page" segments={views} value={view} onChange={show} />
        <span className={styles.end}>
          <Button name="Deliver an event…" icon="plus" keys="n" onClick={() => deliver()} />
        </span>
      </Bar>
      <EngineBar />
      {view === "deliveries" && <DeliveriesView deeds={deeds} />}
      {view === "endpoints" && <EndpointsView />}
      {view === "dead" && <DeadLetters deeds={deeds} />}
      <DeedQuestion deeds={deeds} />
    </>
  );
}

/** The parts of the page with what there is in each. */
function useViews(): { value: View; name: string; count?: number }[] {
  const counts = useCommand("deliveries.counts", nothing).data;
  const { endpoints } = useEndpoints();
  const failed = countIn(counts?.by_state, "failed");
  return [
    { value: "deliveries", name: "Deliveries" },
    { value: "endpoints", name: "Endpoints", ...(endpoints && endpoints.length > 0 ? { count: endpoints.length } : {}) },
    { value: "dead", name: "Dead letters", ...(failed > 0 ? { count: failed } : {}) },
  ];
}
