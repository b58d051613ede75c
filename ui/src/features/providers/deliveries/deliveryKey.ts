// Which delivery of which profile, as one part of the address. Pure.
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";

/** A delivery of a provider, as it is reached here. */
export type DeliveryKey = {
  /** Name of the profile; a name has no slash. */
  profile: string;
  /** The provider's id: what a redelivery is asked by. */
  id: string;
  /** Which of several that are asked for by one id. */
  one?: string;
};

/** `skyvern/wr_1`, `runflow/RUN|DELIVERY`. */
export function keyText({ profile, id, one }: DeliveryKey): string {
  return `${profile}/${id}${one === undefined ? "" : `|${one}`}`;
}

/** The key of a row: where all deliveries of a run have the run's id, their own tells them apart. */
export function rowKey(profile: string, { can }: Pick<ProviderInfo, "can">, { id, event_id }: Pick<ProviderDelivery, "id" | "event_id">): DeliveryKey {
  return can.includes("list_by_run") && event_id !== null ? { profile, id, one: event_id } : { profile, id };
}

/** The opposite of `keyText`; `null` when it is none. */
export function readKey(text: string | undefined): DeliveryKey | null {
  const at = text?.indexOf("/") ?? -1;
  if (text === undefined || at < 1 || at === text.length - 1) return null;
  const profile = text.slice(0, at);
  const [id = "", one] = text.slice(at + 1).split("|");
  return one === undefined ? { profile, id } : { profile, id, one };
}
