import { expect, test } from "vitest";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import { arrivalsOf } from "./here";
import { idOf, linesOf, noneWords, readWords } from "./lines";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { infoOf } from "../words";
import { anything, filterOf, isWanted } from "./matching";

const profile = { name: "am", provider: "agentmessage" } as ProfileRow;

function delivery(id: string, kind: "succeeded" | "failed" = "failed"): ProviderDelivery {
  return { id, event_type: "brand.vetted", event_id: "evt_9", outcome: { kind }, status: 500, at: null, url: "https://hooks.example.com/in", more: {} };
}

test("a delivery is found by its outcome and by words of its ids, type and URL", () => {
  expect(isWanted(delivery("d_1"), anything)).toBe(true);
  expect(isWanted(delivery("d_1"), { outcome: "succeeded", words: "" })).toBe(false);
  expect(isWanted(delivery("d_1"), { outcome: "failed", words: "EVT_9 hooks." })).toBe(true);
  expect(isWanted(delivery("d_1"), { outcome: "any", words: "brand campaign" })).toBe(false);
});

test("the whole log is searched by outcome, and not by words", () => {
  expect(filterOf(anything)).toEqual({});
  expect(filterOf({ outcome: "failed", words: " " })).toEqual({ outcome: "failed" });
  expect(filterOf({ outcome: "failed", words: "brand" })).toBeNull();
});

test("a profile's deliveries stand below its head, and bars until they are read", () => {
  const info = infoOf([], "agentmessage");
  const group = { profile, info, rows: [delivery("a"), delivery("b")], reading: false, readAt: 1000, problem: null, next: null };
  expect(linesOf([group]).map(idOf)).toEqual([null, "am/a", "am/b"]);
  expect(linesOf([{ ...group, rows: [], reading: true, readAt: null }]).map(({ kind }) => kind)).toEqual(["group", "waiting", "waiting"]);
  expect(linesOf([{ ...group, rows: [] }]).map(({ kind }) => kind)).toEqual(["group", "none"]);
  expect(linesOf([{ ...group, rows: [], problem: "refused" }]).map(({ kind }) => kind)).toEqual(["group"]);
});

test("the head says how fresh a list is, and whether it is all", () => {
  const rows = [delivery("a")];
  expect(readWords({ rows, reading: false, readAt: 1000, next: null }, 9000)).toBe("read 8s ago, all 1");
  expect(readWords({ rows, reading: false, readAt: 1000, next: "c" }, 1000)).toBe("read just now, newest 1");
  expect(readWords({ rows: [], reading: true, readAt: null, next: null }, 1000)).toBe("reading…");
});

test("a provider without a list or without a call says so", () => {
  const info = { ...infoOf([], "skyvern"), name: "Skyvern", asked_by: "run" };
  expect(noneWords({ ...info, can: ["redeliver"] })).toBe("Skyvern has no list of what it sent. Type the id of a run below.");
  expect(noneWords(info)).toContain("no public call");
  expect(noneWords({ ...info, can: ["redeliver", "list"] })).toContain("Nothing was sent yet");
});

test("what was redelivered and came here is known by the id that was asked for, and by the new one", () => {
  const arrival = (capture: string) => ({ capture, matched_by: "id" as const, row: null });
  const accepted = { kind: "accepted" as const, delivery_id: "d_2", event_id: null, state: null, at: null, answer: {} };
  const row = { profile: "am", asked: "d_1", outcome: accepted, arrival: arrival("cap_2") } as RedeliveryRow;
  const found = arrivalsOf([row, { ...row, outcome: null, arrival: arrival("cap_1") }, { ...row, asked: "d_9", outcome: null, arrival: null }]);
  expect([...found].map(([key, { capture }]) => [key, capture])).toEqual([["am/d_1", "cap_2"], ["am/d_2", "cap_2"]]);
});
