// How an endpoint does, from the engine's state and its last answers. Pure.
import { formatPlural } from "../../../components/format";
import type { Delivery } from "../../../core/generated/Delivery";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { formatLeft, formatSpan } from "../spans";

/** What is known of a delivery's last answer. */
export type LastAnswer = Pick<Delivery, "id" | "state" | "attempts" | "last_status" | "last_failure" | "created_at" | "event_type">;

/** A state, what it means, and how it looks. */
export type Health = {
  look: "good" | "bad" | "warn" | "off";
  word: string;
  /** Until when, or why; `null` when the word says it all. */
  detail: string | null;
};

/** How an endpoint does now; `answers` are those of its newest deliveries, newest first. */
export function healthOf({ endpoint, status }: Pick<EndpointOverview, "endpoint" | "status">, answers: LastAnswer[], nowMs: number): Health {
  if (!endpoint.enabled) return { look: "off", word: "Disabled", detail: endpoint.disabled_because };
  const breaker = status?.breaker;
  if (breaker?.state === "open") return { look: "bad", word: "Breaker open", detail: `one tries in ${left(breaker.until, nowMs)}` };
  if (breaker?.state === "half_open") return { look: "warn", word: "Breaker half open", detail: "one delivery tries" };
  if (status?.not_before && Date.parse(status.not_before) > nowMs) return { look: "warn", word: "Throttled", detail: `for ${left(status.not_before, nowMs)} more` };
  return fromAnswers(answers, nowMs);
}

function fromAnswers(answers: LastAnswer[], nowMs: number): Health {
  const answered = answers.filter(({ attempts }) => attempts > 0);
  const [newest] = answered;
  if (newest === undefined) return { look: "off", word: "Not used yet", detail: null };
  const good = answered.findIndex(isGood);
  if (good === 0) return { look: "good", word: "Healthy", detail: null };
  const failing = answered.slice(0, good < 0 ? undefined : good);
  const since = formatSpan(Math.max(0, nowMs - Date.parse(failing.at(-1)?.created_at ?? "")));
  // Only the newest are known here: it may have begun before them.
  const long = good < 0 ? `for ${since} at least` : `for ${since}`;
  return { look: "bad", word: "Failing", detail: `${long}: ${failing.length === 1 ? "the last delivery" : `the last ${formatPlural(failing.length, "delivery", "deliveries")}`}` };
}

/** Whether the last answer was one that delivers. */
export function isGood({ state, last_status }: Pick<LastAnswer, "state" | "last_status">): boolean {
  return state === "succeeded" || (last_status !== null && last_status >= 200 && last_status < 300);
}

function left(until: string, nowMs: number): string {
  return formatLeft(Date.parse(until) - nowMs);
}
