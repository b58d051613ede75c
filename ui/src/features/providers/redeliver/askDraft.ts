// What is asked of a provider, while it is typed. Pure.
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { Redeliver } from "../../../core/generated/Redeliver";
import type { DeliveryKey } from "../deliveries/deliveryKey";

/** What a provider takes besides the id. */
export type AskDraft = { webhookUrl: string; reason: string; organization: string };

/** One of them. */
export type AskField = keyof AskDraft;

/** Nothing but the id. */
export const emptyAsk: AskDraft = { webhookUrl: "", reason: "", organization: "" };

const fields: Record<string, AskField[]> = { skyvern: ["webhookUrl"], agentmessage: ["reason"], runflow: ["organization"] };

/** What a provider takes, in the order of its form. */
export function askFields(provider: string): AskField[] {
  return fields[provider] ?? [];
}

/** A URL as handlers have it. */
export const EXAMPLE_URL = "http://localhost:3000/webhooks";

/** What is wrong with an override; `null` when nothing is. */
export function overrideProblem({ webhookUrl }: AskDraft): string | null {
  return webhookUrl.trim() === "" ? null : targetProblem(webhookUrl, EXAMPLE_URL);
}

/** The draft as it is asked; what the provider does not take is left out. */
export function askOf(provider: string, { profile, id }: DeliveryKey, draft: AskDraft): Redeliver {
  const given = (field: AskField) => (askFields(provider).includes(field) && draft[field].trim() !== "" ? draft[field].trim() : null);
  const [webhookUrl, reason, organization] = [given("webhookUrl"), given("reason"), given("organization")];
  return {
    profile,
    id,
    webhook_url: webhookUrl === null ? null : withScheme(webhookUrl),
    ...(reason === null ? {} : { reason }),
    ...(organization === null ? {} : { organization }),
  };
}
