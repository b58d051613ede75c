// Schedules in words: whose they are, how far to trust them, what they do. Pure.
import { formatPlural } from "../../../components/format";
import type { ScheduleView } from "../../../core/generated/ScheduleView";
import { formatSpan } from "../spans";

/** A mark for where a schedule's figures were read. */
export type Trust = { word: string; meaning: string; unsure: boolean };

const trusts: Record<string, Trust> = {
  source: { word: "Official", meaning: "Read in the provider's own code.", unsure: false },
  documents: { word: "Documented", meaning: "From the provider's documentation.", unsure: false },
  spread: { word: "Span only", meaning: "The provider publishes how long it tries; the waits between are ours.", unsure: true },
  own: { word: "Your own", meaning: "As you wrote it.", unsure: false },
};

const unknown: Trust = { word: "Unknown", meaning: "Nobody said where its figures are from.", unsure: true };

/** Where a schedule's figures were read. */
export function trustOf({ trust }: Pick<ScheduleView, "trust">): Trust {
  return trusts[trust] ?? unknown;
}

/** `8 attempts over 28 h`. */
export function scheduleSize({ at_ms }: Pick<ScheduleView, "at_ms">): string {
  const last = at_ms.at(-1) ?? 0;
  return last === 0 ? "1 attempt, no retries" : `${formatPlural(at_ms.length, "attempt")} over ${formatSpan(last)}`;
}

/** How two schedules of one provider are told apart: `Stripe, sandbox`. */
export function scheduleTitle({ name, provider, trust }: Pick<ScheduleView, "name" | "provider" | "trust">): string {
  if (trust === "own") return name;
  const provided = provider.toLowerCase().replaceAll(" ", "-");
  const rest = name.startsWith(`${provided}-`) ? name.slice(provided.length + 1) : "";
  return rest === "" ? provider : `${provider}, ${rest.replaceAll("-", " ")}`;
}

/** What else a schedule does, fact by fact. */
export function scheduleFacts(view: ScheduleView): [string, string][] {
  const facts: [string, string | null][] = [
    ["Delivered by", view.delivered_by],
    ["Tried again", view.retried],
    ["Waits vary", view.jitter ?? "not at all"],
    ["Retry-After", view.retry_after],
    ["Time-out", formatSpan(view.timeout_ms)],
    ["When throttled", view.least_when_throttled_ms > 0 ? `at least ${formatSpan(view.least_when_throttled_ms)}` : null],
    ["Disables", view.disables_after ?? "only on a 410"],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
