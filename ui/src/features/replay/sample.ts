// A small world for the tests of this folder.
import type { Attempt } from "../../core/generated/Attempt";
import type { CaptureDetail } from "../../core/generated/CaptureDetail";
import type { ReplayRun } from "../../core/generated/ReplayRun";
import type { SourceOverview } from "../../core/generated/SourceOverview";

const at = "2026-01-31T12:00:00Z";

/** An attempt that was answered 200. */
export const attempt: Attempt = {
  id: "att_7",
  capture: "cap_1",
  trigger: "replay",
  mode: "exact",
  method: "POST",
  target: "http://localhost:3000/in",
  started_at: at,
  timing: { lookup_micros: null, connect_micros: 100, first_byte_micros: 9000, total_micros: 12_000 },
  status: 200,
  failure: null,
  exact: true,
  request_size: 7,
  response_size: 2,
};

/** A run of one attempt, ended. */
export const run: ReplayRun = { run: 3, total: 1, done: 1, succeeded: 1, finished: true, cancelled: false, elapsed_ms: 12, last: attempt, problem: null };

/** A capture of the source `stripe`. */
export const detail: CaptureDetail = {
  capture: {
    id: "cap_1",
    received_at: at,
    source: "stripe",
    method: "POST",
    target: "/stripe/in",
    http_version: "1.1",
    size: 7,
    verdict: "verified",
    reason: null,
    provider: "Stripe",
    event_type: "invoice.paid",
    event_id: null,
    response_status: 500,
    took_micros: 900,
    pinned: false,
    flags: [],
    origin: "received",
    attempts: 0,
  },
  headers: [["Content-Type", "application/json"]],
  head_size: 80,
  remote: null,
  source_id: "src_1",
  verification: { verdict: "verified", reason: null, evidence: null } as CaptureDetail["verification"],
  scheme_name: "Stripe",
  answer: { status: 500, headers: [] },
  answer_text: "",
  body: { size: 7, sha256: "", content_type: "application/json", encoding: null, kind: "json" },
  forward_failure: null,
  handshake: null,
};

/** The source, with one secret. */
export const stripe = {
  source: { id: "src_1", name: "stripe", scheme: "stripe-v1", secrets: [{ id: "sec_1", hint: "whsec_…4f", created_at: at, locked: false }] },
} as unknown as SourceOverview;

/** The same source without anything to sign with. */
export const bare = { source: { ...stripe.source, secrets: [] } } as unknown as SourceOverview;
