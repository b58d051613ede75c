import { Bar } from "../../components/Bar";
import { DeedQuestion } from "./DeedQuestion";
import { DeliveriesView } from "./DeliveriesView";
import { useDeeds } from "./useDeeds";

/** Events on their way to endpoints. */
export function DeliveriesPage() {
  const deeds = useDeeds();
  return (
    <>
      <Bar title="Deliveries" />
      <DeliveriesView deeds={deeds} />
      <DeedQuestion deeds={deeds} />
    </>
  );
}
