// What a person fills in before something is delivered, and what is wrong with it. Pure.
import { wholeProblem } from "../../../components/numbers";
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { CreateDelivery } from "../../../core/generated/CreateDelivery";
import type { DeliverCaptures } from "../../../core/generated/DeliverCaptures";
import { EXAMPLE_URL } from "../endpoints/draft";

/** Everything that the dialog asks. */
export type DeliverDraft = {
  /** To endpoints that there are, or to a URL that becomes one. */
  to: "endpoints" | "url";
  endpoints: string[];
  url: string;
  schedule: string;
  speed: string;
  eventType: string;
  body: string;
  orderingKey: string;
  messageId: string;
  /** Captures: signed afresh, or the bytes as they came. */
  resign: boolean;
};

/** An event to begin with; `endpoint` is the only one there is. */
export function newDraft(endpoints: string[]): DeliverDraft {
  return {
    to: endpoints.length === 0 ? "url" : "endpoints",
    endpoints: endpoints.length === 1 ? endpoints : [],
    url: "",
    schedule: "standard-webhooks",
    speed: "1",
    eventType: "invoice.paid",
    body: '{\n  "type": "invoice.paid",\n  "data": { "id": "in_1" }\n}\n',
    orderingKey: "",
    messageId: "",
    resign: true,
  };
}

/** What is wrong, by field; empty when it can be delivered. */
export type Problems = Partial<Record<"endpoints" | "url" | "speed" | "eventType" | "messageId", string>>;

/** Says what is wrong with a draft. */
export function problemsOf(draft: DeliverDraft): Problems {
  const toUrl = draft.to === "url";
  const found: [keyof Problems, string | null][] = [
    ["endpoints", !toUrl && draft.endpoints.length === 0 ? "Choose at least one." : null],
    ["url", toUrl ? targetProblem(draft.url, EXAMPLE_URL) : null],
    ["speed", toUrl ? wholeProblem(draft.speed, [1, 100_000]) : null],
    ["eventType", /\s/.test(draft.eventType.trim()) ? "An event type is one word, such as invoice.paid." : null],
    ["messageId", /[\s.]/.test(draft.messageId.trim()) ? "An id without spaces and dots, such as msg_1." : null],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** A draft without problems as a new event. */
export function createOf(draft: DeliverDraft): CreateDelivery {
  const target = { url: withScheme(draft.url), scheme: null, secrets: [], schedule: draft.schedule.trim(), speed: Number(draft.speed) };
  return {
    to: draft.to === "url" ? { url: target } : { endpoints: draft.endpoints },
    event_type: draft.eventType.trim(),
    body: { text: draft.body },
    content_type: null,
    ordering_key: draft.orderingKey.trim() || null,
    message_id: draft.messageId.trim() || null,
    capture: null,
  };
}

/** A draft without problems as captures to deliver, oldest first. */
export function capturesOf({ endpoints, resign }: DeliverDraft, captures: string[]): DeliverCaptures {
  const numberOf = (id: string) => Number(id.slice(id.indexOf("_") + 1));
  return { captures: captures.toSorted((one, other) => numberOf(one) - numberOf(other)), endpoints, resign };
}
