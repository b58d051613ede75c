// Which deliveries are sent again together: profile by profile, since each goes at its own pace. Pure.
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { RedeliverOne } from "../../../core/generated/RedeliverOne";
import { keyText, rowKey } from "../deliveries/deliveryKey";
import type { Group } from "../deliveries/lines";
import { knownOf } from "../redeliver/askDraft";

/** Deliveries of one profile. */
export type Chosen = { group: Group; deliveries: ProviderDelivery[] };

/** Those of the shown ones that have these keys, or all. */
export function chosenOf(groups: Group[], keys: ReadonlySet<string> | null): Chosen[] {
  const isChosen = (group: Group) => (row: ProviderDelivery) => keys === null || keys.has(keyText(rowKey(group.profile.name, group.info, row)));
  const chosen = groups.map((group) => ({ group, deliveries: onceEach(group.rows.filter(isChosen(group))) }));
  return chosen.filter(({ group, deliveries }) => deliveries.length > 0 && group.info.can.includes("redeliver"));
}

/** Each id once: all deliveries of a run are asked for by the run. */
function onceEach(deliveries: ProviderDelivery[]): ProviderDelivery[] {
  return deliveries.filter(({ id }, index) => deliveries.findIndex((other) => other.id === id) === index);
}

/** How many they are. */
export function countOf(chosen: Chosen[]): number {
  return chosen.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
}

/** One of many, with what its log knows of it. */
export function oneOf(delivery: ProviderDelivery): RedeliverOne {
  return { id: delivery.id, ...knownOf(delivery) };
}
