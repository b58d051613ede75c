// Captures for tests of the list.
import type { Capture } from "../../../core/generated/Capture";
import type { CaptureOutline } from "../../../core/generated/CaptureOutline";

/** The outline of captures `total` down to 1. */
export function outlineOf(total: number, pageSize: number): CaptureOutline {
  const pages = Math.ceil(total / pageSize);
  const starts = Array.from({ length: pages }, (_, page) => `cap_${total - page * pageSize}`);
  return { total, page_size: pageSize, starts, needs_search: false };
}

/** Captures numbered `newest` downwards. */
export function rowsOf(newest: number, count: number): Capture[] {
  return Array.from({ length: Math.min(count, newest) }, (_, step) => captureOf(newest - step));
}

function captureOf(number: number): Capture {
  return {
    id: `cap_${number}`,
    received_at: "2026-01-02T03:04:05.000006Z",
    source: "stripe",
    method: "POST",
    target: "/stripe/hooks",
    http_version: "1.1",
    size: 745,
    verdict: "verified",
    reason: null,
    provider: "Stripe",
    event_type: "invoice.paid",
    event_id: null,
    response_status: 200,
    took_micros: 3000,
    pinned: false,
    flags: [],
    origin: "received",
    attempts: 0,
  };
}
