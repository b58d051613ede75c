import { expect, test } from "vitest";
import { schedule } from "../sample";
import { scheduleFacts, scheduleSize, scheduleTitle, trustOf } from "./scheduleWords";

test("a schedule says how often and how long it tries", () => {
  expect(scheduleSize(schedule)).toBe("4 attempts over 7 h 1 min");
  expect(scheduleSize({ at_ms: [0] })).toBe("1 attempt, no retries");
});

test("two schedules of one provider are told apart", () => {
  expect(scheduleTitle({ name: "stripe-sandbox", provider: "Stripe", trust: "spread" })).toBe("Stripe, sandbox");
  expect(scheduleTitle({ name: "standard-webhooks", provider: "Standard Webhooks", trust: "documents" })).toBe("Standard Webhooks");
  expect(scheduleTitle({ name: "5s, 1m", provider: "Own", trust: "own" })).toBe("5s, 1m");
});

test("a span without published waits is not said to be certain", () => {
  expect(trustOf({ trust: "spread" })).toMatchObject({ word: "Span only", unsure: true });
  expect(trustOf({ trust: "source" }).unsure).toBe(false);
});

test("a rule that is not there is left out", () => {
  const facts = scheduleFacts(schedule).map(([name]) => name);
  expect(facts).not.toContain("When throttled");
  expect(facts).toContain("Retry-After");
});
