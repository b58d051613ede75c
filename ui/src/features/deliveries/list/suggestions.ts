// What may complete the term being typed into the filter of deliveries. Pure.
import type { Suggestion } from "../../../components/filterSuggestion";
import { quoted } from "../../../components/filterTerms";
import type { DeliveryCounts } from "../../../core/generated/DeliveryCounts";
import type { DeliveryState } from "../../../core/generated/DeliveryState";

/** A completion; a state is drawn by its mark. */
export type DeliverySuggestion = Omit<Suggestion, "mark"> & { state?: DeliveryState };

const KEYS: [string, string][] = [
  ["endpoint:", "where it goes"],
  ["state:", "how far it is"],
  ["type:", "the event's type, * for any ending"],
  ["id:", "the message id that receivers see"],
  ["since:", "no older than 30m, 2h, 3d"],
  ["until:", "no newer than that"],
  ["capture:", "the capture it came from"],
];

const SPANS = ["10m", "1h", "6h", "24h", "7d"];

/** Completions of a draft, best first. */
export function suggestions(draft: string, counts: DeliveryCounts | undefined): DeliverySuggestion[] {
  const word = draft.trimStart();
  const colon = word.indexOf(":");
  if (colon < 0) return KEYS.filter(([name]) => name.startsWith(word)).map(([name, about]) => ({ draft: name, name, about, completes: false }));
  const key = word.slice(0, colon);
  const begun = word.slice(colon + 1).replaceAll('"', "").toLowerCase();
  return values(key, counts)
    .filter(({ name }) => name.toLowerCase().startsWith(begun))
    .map((value) => ({ ...value, draft: `${key}:${quoted(value.name)}`, completes: true }));
}

type Value = Pick<DeliverySuggestion, "name" | "count" | "state">;

function values(key: string, counts: DeliveryCounts | undefined): Value[] {
  switch (key) {
    case "endpoint":
      return (counts?.by_endpoint ?? [])
        .map(({ name, by_state }) => ({ name, count: by_state.reduce((sum, { total }) => sum + total, 0) }))
        .sort((one, other) => other.count - one.count);
    case "state":
      return (counts?.by_state ?? []).map(({ state, total }) => ({ name: state, count: total, state }));
    case "since":
    case "until":
      return SPANS.map((name) => ({ name }));
    default:
      return [];
  }
}
