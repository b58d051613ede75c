import { expect, test } from "vitest";
import { countIn, decisionWords, failureWord, faultWords, thenWords } from "./words";

const retry = { kind: "retry", due_at: "2026-11-22T12:00:00Z", wait_micros: 300_000_000, speed: 1, because: null } as const;

test("a retry says how long is waited, and what that is at a turned clock", () => {
  expect(decisionWords({ next: retry })).toBe("Again after 5 min.");
  expect(decisionWords({ next: { ...retry, speed: 1000, because: "Retry-After: 300" } })).toBe("Again after 5 min (300 ms at ×1,000), Retry-After: 300.");
});

test("an end says why", () => {
  expect(decisionWords({ next: { kind: "give_up", because: "All 8 attempts failed." } })).toBe("Given up. All 8 attempts failed.");
  expect(decisionWords({ next: { kind: "disable", because: "it answered 410" } })).toBe("The endpoint was disabled. It answered 410.");
  expect(decisionWords({ next: { kind: "nothing" } })).toMatch(/schedule stays/);
});

test("a column has room for a few words", () => {
  expect(thenWords({ next: { ...retry, speed: 1000, because: "Retry-After: 300" } })).toBe("Again after 5 min");
  expect(thenWords({ next: { kind: "give_up", because: "All 8 attempts failed." } })).toBe("Given up");
});

test("faults are said to be on purpose", () => {
  expect(faultWords([])).toBeNull();
  expect(faultWords(["delay", "duplicate"])).toBe("On purpose: sent late, sent twice");
});

test("a delivery that was not sent yet has no answer", () => {
  expect(failureWord(null)).toBe("–");
  expect(failureWord("refused")).toBe("refused");
});

test("states are counted together", () => {
  const counts = [
    { state: "pending", total: 3 },
    { state: "failed", total: 2 },
  ] as const;
  expect(countIn([...counts], "pending", "failed")).toBe(5);
  expect(countIn(undefined, "pending")).toBe(0);
});
