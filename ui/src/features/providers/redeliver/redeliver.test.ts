import { expect, test } from "vitest";
import type { Capture } from "../../../core/generated/Capture";
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";
import { keyText, readKey, rowKey } from "../deliveries/deliveryKey";
import { arrivalKey } from "../deliveries/here";
import { emptyAsk, withOf } from "./askDraft";
import { allowedFrom, countdown } from "./limit";
import { outcomeWord } from "./refusalWords";
import { type Known, stepsOf } from "./trace";

const replay = { run_id: "wr_1", run_type: "workflow_run", default_webhook_url: "http://a.example/x", target_webhook_url: "http://b.example/y", payload: "{}", headers: {}, status_code: 500, latency_ms: 12, response_body: "no", error: null };
const refused = (status: number): RedeliveryOutcome => ({ kind: "refused", refusal: { status, reason: "rate_limited", words: "{}", retry_after_seconds: 23 } });

test("only what a provider takes is asked", () => {
  const draft = { webhookUrl: "localhost:3000", reason: "fixed", organization: "org_1", anew: true };
  expect(withOf(["redeliver", "elsewhere"], draft)).toEqual({ webhook_url: "http://localhost:3000" });
  expect(withOf(["redeliver", "reason"], draft)).toEqual({ reason: "fixed" });
  expect(withOf(["redeliver", "organization"], draft)).toEqual({ organization: "org_1" });
  expect(withOf(["redeliver", "anew"], draft)).toEqual({ again: "new" });
  expect(withOf(["redeliver"], draft)).toEqual({});
  expect(withOf(["redeliver", "elsewhere"], emptyAsk)).toEqual({});
});

test("an id with slashes survives the address", () => {
  const key = { profile: "github", id: "owner/repo/hooks/1" };
  expect(readKey(keyText(key))).toEqual(key);
  const one = { profile: "flow", id: "run", one: "delivery" };
  expect(readKey(keyText(one))).toEqual(one);
  expect([undefined, "x", "/x", "x/"].map(readKey)).toEqual([null, null, null, null]);
});

test("deliveries of one run are told apart by their own ids, which arrivals are found by", () => {
  const row = { id: "run", event_id: "delivery" };
  expect(rowKey("flow", { can: ["list_by_run"] }, row)).toEqual({ profile: "flow", id: "run", one: "delivery" });
  expect(rowKey("messages", { can: ["list"] }, row)).toEqual({ profile: "messages", id: "run" });
  expect(arrivalKey({ profile: "flow", id: "run", one: "delivery" })).toBe("flow/delivery");
  expect(arrivalKey({ profile: "messages", id: "d_1" })).toBe("messages/d_1");
});

const asked = "2026-01-31T12:00:00Z";
const now = Date.parse(asked) + 240_000;
const known = (parts: Partial<Known>): Known => ({ askedAt: asked, outcome: null, tookMicros: 214_000, targetUrl: "http://hooks.example.com/in", awaitedUntil: null, capture: null, ...parts });
const accepted: RedeliveryOutcome = { kind: "accepted", delivery_id: "d_1", event_id: "evt_2", state: null, at: null, answer: {} };
const capture = {
  id: "cap_1", received_at: "2026-01-31T12:00:01.840Z", source: "agentmsg", method: "POST", target: "/agentmsg", http_version: "HTTP/1.1", size: 158,
  verdict: "verified", reason: null, provider: null, event_type: null, event_id: null, response_status: 200, took_micros: 1, pinned: false, flags: [], origin: "received", attempts: 0,
} as unknown as Capture;

test("a sending that the receiver refused was sent, and not taken", () => {
  expect(stepsOf(known({ outcome: { kind: "replayed", replay, arrived: false } }), now)).toMatchObject([
    { state: "done", name: "Asked" },
    { state: "done", name: "Sent", time: "+214 ms" },
    { state: "failed", name: "Not taken", time: "+12 ms", detail: "500, b.example" },
    { state: "waits", name: "Verified" },
  ]);
});

test("what a provider refused was never sent", () => {
  const [, sent, ...rest] = stepsOf(known({ outcome: refused(429) }), now);
  expect(sent).toMatchObject({ state: "failed", name: "Refused", detail: "429" });
  expect(rest.map(({ state }) => state)).toEqual(["waits", "waits"]);
  expect(outcomeWord(refused(429))).toBe("Refused, 429");
});

test("what arrived here is told with its capture's verdict", () => {
  const [, , arrived, verified] = stepsOf(known({ outcome: accepted, capture }), now);
  expect(arrived).toEqual({ state: "done", name: "Arrived", time: "+1.84 s", detail: "158 B, agentmsg" });
  expect(verified).toMatchObject({ state: "done", name: "Verified" });
  const rejected = { ...capture, verdict: "rejected" as const, reason: "signature_mismatch" as const };
  expect(stepsOf(known({ outcome: accepted, capture: rejected }), now)[3]).toMatchObject({ state: "failed", name: "Rejected", detail: "signature mismatch" });
});

test("what did not arrive in time is not seen here, and until then it is awaited", () => {
  const until = (awaitedUntil: string) => stepsOf(known({ outcome: accepted, awaitedUntil }), now)[2];
  expect(until("2026-01-31T12:10:00Z")).toMatchObject({ state: "waits", name: "Awaited", detail: "hooks.example.com" });
  expect(until("2026-01-31T12:03:00Z")).toMatchObject({ state: "failed", name: "Not seen here", time: "in 3 min 0 s" });
});

test("a provider that was asked too often may be asked again when it says so", () => {
  expect(allowedFrom({ outcome: refused(429), answeredMs: 1000 })).toBe(24_000);
  expect(allowedFrom({ outcome: accepted, answeredMs: 1000 })).toBeNull();
  expect([22_001, 65_000, -5].map(countdown)).toEqual(["0:23", "1:05", "0:00"]);
});
