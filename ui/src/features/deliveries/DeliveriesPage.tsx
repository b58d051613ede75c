import { Bar } from "../../components/Bar";

/** Events on their way to endpoints. */
export function DeliveriesPage() {
  return <Bar title="Deliveries" />;
}
