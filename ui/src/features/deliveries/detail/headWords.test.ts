import { expect, test } from "vitest";
import { at, delivery, detail as sample, later } from "../sample";
import { headWords } from "./headWords";

const detail = { ...sample, enabled: true };
const now = Date.parse(at) + 60_000;

test("what comes next is told in real time", () => {
  expect(headWords(detail, now)).toBe("Attempt 3 of 4 in 1 h · shop");
  expect(headWords({ ...detail, speed: 1000 }, now)).toBe("Attempt 3 of 4 in 1 h · ×1,000, this is real time · shop");
});

test("an end says after how many attempts and when", () => {
  const failed = { ...delivery, state: "failed" as const, attempts: 4, due_at: null, ended_at: later(50_000) };
  expect(headWords({ ...detail, delivery: failed, planned: [] }, now)).toBe("After 4 attempts, 10s ago · shop");
});

test("what waits for its endpoint says so", () => {
  expect(headWords({ ...detail, enabled: false }, now)).toBe("Waits until shop is enabled");
});

test("what waits its turn says for what", () => {
  expect(headWords({ ...detail, delivery: { ...delivery, due_at: null }, planned: [] }, now)).toMatch(/earlier one with its ordering key/);
});
