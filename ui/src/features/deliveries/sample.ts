// Deliveries and endpoints for the tests of this folder.
import type { Attempt } from "../../core/generated/Attempt";
import type { AttemptDecision } from "../../core/generated/AttemptDecision";
import type { Delivery } from "../../core/generated/Delivery";
import type { DeliveryAttempt } from "../../core/generated/DeliveryAttempt";
import type { DeliveryCounts } from "../../core/generated/DeliveryCounts";
import type { DeliveryDetail } from "../../core/generated/DeliveryDetail";
import type { DeliveryState } from "../../core/generated/DeliveryState";
import type { Endpoint } from "../../core/generated/Endpoint";
import type { EndpointOverview } from "../../core/generated/EndpointOverview";
import type { ScheduleView } from "../../core/generated/ScheduleView";
import type { StateCount } from "../../core/generated/StateCount";

/** When everything here begins. */
export const at = "2026-01-31T12:00:00Z";

/** A moment after `at`. */
export function later(milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

/** Three waits of a published schedule. */
export const schedule: ScheduleView = {
  name: "linear",
  provider: "Linear",
  trust: "documents",
  waits_ms: [60_000, 3_600_000, 21_600_000],
  at_ms: [0, 60_000, 3_660_000, 25_260_000],
  jitter: null,
  timeout_ms: 5000,
  delivered_by: "200",
  retried: "every failure",
  retry_after: "as asked, up to a day",
  least_when_throttled_ms: 0,
  disables_after: null,
  notes: "Must be 200.",
};

/** A delivery that was tried twice. */
export const delivery: Delivery = {
  id: "del_7",
  event: "evt_7",
  message_id: "msg_7abc",
  event_type: "invoice.paid",
  endpoint: "ep_1",
  endpoint_name: "shop",
  capture: null,
  state: "retrying",
  attempts: 2,
  attempts_planned: 4,
  due_at: later(3_660_000),
  last_status: 500,
  last_failure: null,
  last_attempt: "att_2",
  created_at: at,
  ended_at: null,
};

/** An attempt of a delivery with what followed. */
export function attemptOf(number: number, startedMs: number, change: { status?: number | null; next?: AttemptDecision["next"]; trigger?: Attempt["trigger"] } = {}): DeliveryAttempt {
  const { status = 500, trigger = number === 1 ? "scheduled" : "retry" } = change;
  const next = change.next ?? { kind: "retry", due_at: later(startedMs + 60_000), wait_micros: 60_000_000, speed: 1, because: null };
  const attempt: Attempt = {
    id: `att_${number}`,
    capture: null,
    trigger,
    mode: "resigned",
    method: "POST",
    target: "http://localhost:3000/hooks",
    started_at: later(startedMs),
    timing: { lookup_micros: null, connect_micros: 100, first_byte_micros: 9000, total_micros: 12_000 },
    status,
    failure: status === null ? { kind: "refused", message: "localhost:3000 refused the connection. Start your server." } : null,
    exact: null,
    request_size: 7,
    response_size: 2,
  };
  return { attempt, decision: { number, trigger, next, faults: [] } };
}

/** What the page shows of `delivery`. */
export const detail: DeliveryDetail = {
  delivery,
  event: { id: "evt_7", message_id: "msg_7abc", event_type: "invoice.paid", ordering_key: null, capture: null, content_type: "application/json", size: 7, created_at: at },
  attempts: [attemptOf(1, 0), attemptOf(2, 60_000, { next: { kind: "retry", due_at: later(3_660_000), wait_micros: 3_600_000_000, speed: 1, because: null } })],
  body_text: '{"a":1}',
  planned: [
    { number: 3, due_at: later(3_660_000), wait_ms: 3_600_000 },
    { number: 4, due_at: later(25_260_000), wait_ms: 21_600_000 },
  ],
  url: "http://localhost:3000/hooks",
  schedule,
  speed: 1,
  begins_at: at,
};

const states: DeliveryState[] = ["pending", "running", "retrying", "succeeded", "failed", "cancelled", "paused"];

/** Counts with every state, those named as given. */
export function countsOf(known: Partial<Record<DeliveryState, number>>): StateCount[] {
  return states.map((state) => ({ state, total: known[state] ?? 0 }));
}

/** An endpoint as it is made. */
export const endpoint: Endpoint = {
  id: "ep_1",
  name: "shop",
  url: "http://localhost:3000/hooks",
  scheme: null,
  secrets: [],
  manner: {
    headers: [],
    event_types: [],
    schedule: "linear",
    speed: 1,
    rate: null,
    concurrency: 8,
    ordering: "none",
    timeout_ms: null,
    breaker: null,
    faults: null,
  },
  enabled: true,
  disabled_because: null,
  emulation: null,
  handed_to: null,
  created_at: at,
};

/** The same with what a list shows. */
export const overview: EndpointOverview = {
  endpoint,
  scheme_name: null,
  counts: countsOf({ retrying: 1, failed: 2, succeeded: 40 }),
  status: null,
  schedule,
};

/** Totals of that one endpoint. */
export const counts: DeliveryCounts = {
  by_state: overview.counts,
  by_endpoint: [{ endpoint: "ep_1", name: "shop", by_state: overview.counts }],
  queued: 1,
  next: [{ delivery: "del_7", endpoint: "ep_1", due_at: later(3_660_000) }],
};
