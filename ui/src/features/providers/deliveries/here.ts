// Which deliveries of a provider are known to have arrived here: those that were redelivered. Pure.
import type { RedeliveryArrival } from "../../../core/generated/RedeliveryArrival";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { type DeliveryKey, keyText } from "./deliveryKey";

/** What a row's arrival is found by: of one delivery among several of a run, its own id. */
export function arrivalKey({ profile, id, one }: DeliveryKey): string {
  return keyText({ profile, id: one ?? id });
}

/** Arrivals by the delivery that was asked for, and by the one that it became. */
export function arrivalsOf(redeliveries: RedeliveryRow[]): ReadonlyMap<string, RedeliveryArrival> {
  const found = new Map<string, RedeliveryArrival>();
  // Oldest first: of several arrivals the newest stays.
  for (const { profile, asked, outcome, arrival } of redeliveries.toReversed()) {
    if (arrival === null) continue;
    const became = outcome?.kind === "accepted" ? outcome.delivery_id : null;
    for (const id of [asked, became]) if (id !== null) found.set(keyText({ profile, id }), arrival);
  }
  return found;
}
