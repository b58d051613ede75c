// What a row says about when a delivery is tried next. Pure.
import type { Delivery } from "../../../core/generated/Delivery";
import { formatLeft, formatSpeed } from "../spans";

/** What of its endpoint a row shows. */
export type RowEndpoint = {
  /** How many times faster than real time its waits go by. */
  speed: number;
  enabled: boolean;
};

/** What stands in the column, and what is said on hover. */
export type NextWords = { text: string; title: string; quiet: boolean };

/** When a delivery is tried next, in real time; `null` where it has ended. */
export function nextWords(delivery: Pick<Delivery, "state" | "due_at">, endpoint: RowEndpoint, nowMs: number): NextWords | null {
  const { state, due_at } = delivery;
  if (state === "paused") return { text: "held", title: "Held back until it is resumed", quiet: true };
  if (state === "running") return { text: "now", title: "An attempt is under way", quiet: false };
  if (state !== "pending" && state !== "retrying") return null;
  if (!endpoint.enabled) return { text: "off", title: "Its endpoint is disabled: it waits until that is enabled", quiet: true };
  if (due_at === null) return { text: "in turn", title: "It waits for an earlier delivery with its ordering key", quiet: true };
  const left = formatLeft(Date.parse(due_at) - nowMs);
  const turned = endpoint.speed === 1 ? "" : `. The endpoint's waits go by ${formatSpeed(endpoint.speed)} as fast: this is real time`;
  return { text: left, title: `${left === "now" ? "Due now" : `Due in ${left}`}${turned}`, quiet: false };
}
