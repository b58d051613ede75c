// Which of the deliveries that were read are shown. Pure.
import type { LogFilter } from "../../../core/generated/LogFilter";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";

/** Outcomes that can be shown alone. */
export type OutcomeFilter = "any" | "failed" | "retrying" | "succeeded";

/** What is looked for among what was read. */
export type Wanted = { outcome: OutcomeFilter; words: string };

/** Everything. */
export const anything: Wanted = { outcome: "any", words: "" };

/** Whether a delivery has the outcome, and every word in its event type, its ids or its URL. */
export function isWanted({ id, event_type, event_id, url, outcome }: ProviderDelivery, wanted: Wanted): boolean {
  if (wanted.outcome !== "any" && outcome.kind !== wanted.outcome) return false;
  const text = [id, event_type, event_id, url].join(" ").toLowerCase();
  return wanted.words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** The same for the whole log, or that of a run; `null` where words are looked for, which a log is not asked by. */
export function filterOf({ outcome, words }: Wanted, run?: string): LogFilter | null {
  if (words.trim() !== "") return null;
  return { ...(outcome === "any" ? {} : { outcome }), ...(run === undefined ? {} : { of: run }) };
}
