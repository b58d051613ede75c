// What is asked of a provider, while it is typed. Pure.
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { PlannedCall } from "../../../core/generated/PlannedCall";
import type { ProviderCall } from "../../../core/generated/ProviderCall";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { Redeliver } from "../../../core/generated/Redeliver";

/** What a provider takes besides the id. */
export type AskDraft = {
  webhookUrl: string;
  reason: string;
  organization: string;
  /** As a new record, where the usual call sends the same one again. */
  anew: boolean;
};

/** What is typed of it. */
export type AskField = Exclude<keyof AskDraft, "anew">;

/** Nothing but the id. */
export const emptyAsk: AskDraft = { webhookUrl: "", reason: "", organization: "", anew: false };

const calls: Record<AskField, ProviderCall> = { webhookUrl: "elsewhere", reason: "reason", organization: "organization" };

/** Whether a provider takes it. */
export function takes(can: ProviderCall[], field: AskField): boolean {
  return can.includes(calls[field]);
}

/** A URL as handlers have it. */
export const EXAMPLE_URL = "http://localhost:3000/webhooks";

/** What is wrong with an override; `null` when nothing is. */
export function overrideProblem({ webhookUrl }: AskDraft): string | null {
  return webhookUrl.trim() === "" ? null : targetProblem(webhookUrl, EXAMPLE_URL);
}

/** How it is asked; what the provider does not take, or nobody typed, is left out. */
export function withOf(can: ProviderCall[], draft: AskDraft): Pick<Redeliver, "webhook_url" | "reason" | "organization" | "again"> {
  const given = (field: AskField) => (takes(can, field) && draft[field].trim() !== "" ? draft[field].trim() : null);
  const [webhookUrl, reason, organization] = [given("webhookUrl"), given("reason"), given("organization")];
  return {
    ...(webhookUrl === null ? {} : { webhook_url: withScheme(webhookUrl) }),
    ...(reason === null ? {} : { reason }),
    ...(organization === null ? {} : { organization }),
    ...(draft.anew && can.includes("anew") ? { again: "new" as const } : {}),
  };
}

/** What a log knows of a delivery: what arrives is recognized by it. */
export function knownOf(delivery: ProviderDelivery | null): { event_id?: string; url?: string } {
  return { ...(delivery?.event_id ? { event_id: delivery.event_id } : {}), ...(delivery?.url ? { url: delivery.url } : {}) };
}

/** What is about to be asked. */
export type Asking = { can: ProviderCall[]; draft: AskDraft; id: string; delivery: ProviderDelivery | null };

/** The same before it is asked, to be looked at. */
export function plannedOf({ can, draft, id, delivery }: Asking): PlannedCall {
  return { kind: "redeliver", id, ...withOf(can, draft), ...(delivery?.event_id ? { event_id: delivery.event_id } : {}) };
}
