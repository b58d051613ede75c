// Where providers send to, profile by profile, as lines of one list. Pure.
import type { ProviderEndpoint } from "../../../core/generated/ProviderEndpoint";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { keyText } from "../deliveries/deliveryKey";
import type { Group } from "../deliveries/lines";

/** A profile's endpoints as far as they were read. */
export type EndpointGroup = Group<ProviderEndpoint>;

/** One line of the list. */
export type EndpointLine =
  | { kind: "group"; group: EndpointGroup }
  | { kind: "endpoint"; key: string; endpoint: ProviderEndpoint }
  | { kind: "waiting" }
  | { kind: "none"; words: string };

/** All groups below one another, each under its head. */
export function endpointLines(groups: EndpointGroup[]): EndpointLine[] {
  return groups.flatMap((group): EndpointLine[] => {
    const rows = group.rows.map((endpoint): EndpointLine => ({ kind: "endpoint", key: keyText({ profile: group.profile.name, id: endpoint.id }), endpoint }));
    if (group.reading && rows.length === 0) return [{ kind: "group", group }, { kind: "waiting" }, { kind: "waiting" }];
    const none: EndpointLine[] = rows.length === 0 && group.problem === null ? [{ kind: "none", words: noEndpointWords(group.info) }] : [];
    return [{ kind: "group", group }, ...rows, ...none];
  });
}

/** Why there is none. */
export function noEndpointWords({ name, endpoints, asked_by }: ProviderInfo): string {
  if (endpoints.can.includes("list")) return `${name} sends to nobody yet.`;
  return asked_by === "run" ? `${name} keeps no endpoints: each run names where its webhook goes.` : `${name} has no public call for its endpoints, or none that is known here.`;
}

/** Event types as people type them, between commas or spaces. */
export function eventsOf(typed: string): string[] {
  return [...new Set(typed.split(/[\s,]+/).filter((event) => event !== ""))];
}
