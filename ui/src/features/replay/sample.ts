// A small world for the tests of this folder.
import type { Attempt } from "../../core/generated/Attempt";
import type { CaptureDetail } from "../../core/generated/CaptureDetail";
import type { Run } from "../../core/generated/Run";
import type { RunDetail } from "../../core/generated/RunDetail";
import type { RunPlan } from "../../core/generated/RunPlan";
import type { RunRow } from "../../core/generated/RunRow";
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

/** Sends to one target, once, as it came. */
export const plan: RunPlan = {
  targets: ["http://localhost:3000/in"],
  resign: false,
  template: { method: null, set_headers: [], remove_headers: [], json_patch: null, body: null, shift_time: null },
  order: { kind: "as_captured" },
  pace: { kind: "as_fast_as_possible" },
  times: 1,
  concurrency: 1,
  stop_on_failure: false,
  timeout_ms: 30_000,
  faults: null,
};

/** A run of one attempt, ended. */
export const run: Run = {
  id: "run_3",
  plan,
  chosen: "1 capture",
  captures: 1,
  state: "finished",
  total: 1,
  done: 1,
  succeeded: 1,
  exact: 1,
  problem: null,
  again_of: null,
  started_at: at,
  ended_at: at,
  elapsed_ms: 12,
};

/** The same with what came of it; nothing to compare with. */
export const runDetail: RunDetail = {
  run,
  rate_per_second: 83,
  left_ms: null,
  previous: null,
  against: null,
  comparable: [],
  fixed: 0,
  regressed: 0,
  same: 0,
  new: 0,
  failed: 0,
  latency: { answers: 1, buckets: [{ from_ms: 10, to_ms: 14.7, count: 1, before: 0 }], p50_ms: 12, p95_ms: 12, p99_ms: 12 },
  answers: [{ status: 200, failure: null, begins: "ok", count: 1, change: null }],
};

/** Its one row. */
export const row: RunRow = {
  position: 0,
  capture: "cap_1",
  source: "stripe",
  event_type: "invoice.paid",
  label: "evt_1SVk0b7QzM",
  target: "http://localhost:3000/in",
  then: null,
  now: { attempt: "att_7", status: 200, failure: null, took_ms: 12 },
  change: null,
  answer_begins: "ok",
  exact: true,
};

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
