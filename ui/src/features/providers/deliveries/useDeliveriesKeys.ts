// The keys of the list of what providers sent.
import { useActions } from "../../../shell/keys";
import type { DeliveriesState } from "./useDeliveries";

/** What the list does beside moving. */
export type DeliveriesDeeds = { enter: () => void; redeliverMany: () => void };

/** Registers what can be done with the list, for as long as it is on screen. */
export function useDeliveriesKeys({ rows, lines, marks, refresh }: DeliveriesState, { enter, redeliverMany }: DeliveriesDeeds): void {
  const cursor = rows.cursor === null ? undefined : lines[rows.cursor];
  const key = cursor?.kind === "delivery" ? cursor.key : undefined;
  useActions([
    ...rows.moves({ scope: "Providers", id: "sent", row: "delivery" }),
    { id: "sent.open", name: "Open", keys: ["Enter"], scope: "Providers", keyOnly: true, run: enter },
    { id: "sent.mark", name: "Mark the delivery", keys: ["x"], scope: "Providers", keyOnly: true, enabled: key !== undefined, run: () => key !== undefined && marks.toggle(key) },
    { id: "sent.many", name: marks.all.size > 0 ? "Redeliver all that are marked" : "Redeliver all that are shown", keys: ["R"], scope: "Providers", icon: "send", run: redeliverMany },
    { id: "sent.refresh", name: "Read the deliveries again", keys: ["u"], scope: "Providers", icon: "replays", run: refresh },
  ]);
}
