import { expect, test } from "vitest";
import { at, delivery, endpoint, later } from "../sample";
import { healthOf } from "./health";

const now = Date.parse(at);
const status = { endpoint: "ep_1", running: 0, not_before: null, breaker: { state: "closed" as const }, slowed_to: 8 };
const good = { ...delivery, state: "succeeded" as const, last_status: 200 };

test("a disabled endpoint says why", () => {
  const off = { ...endpoint, enabled: false, disabled_because: "it answered 410" };
  expect(healthOf({ endpoint: off, status: null }, [good], now)).toEqual({ look: "off", word: "Disabled", detail: "it answered 410" });
});

test("an open breaker and a throttle count down", () => {
  expect(healthOf({ endpoint, status: { ...status, breaker: { state: "open", until: later(12_000) } } }, [], now).detail).toBe("one tries in 12 s");
  expect(healthOf({ endpoint, status: { ...status, not_before: later(65_000) } }, [good], now)).toMatchObject({ word: "Throttled", detail: "for 1:05 min more" });
  expect(healthOf({ endpoint, status: { ...status, not_before: later(-1) } }, [good], now).word).toBe("Healthy");
});

test("failures in a row are counted from the newest", () => {
  expect(healthOf({ endpoint, status }, [delivery, delivery, good], now + 60_000)).toEqual({ look: "bad", word: "Failing", detail: "for 1 min: the last 2 deliveries" });
  expect(healthOf({ endpoint, status }, [delivery], now + 60_000).detail).toBe("for 1 min at least: the last delivery");
  expect(healthOf({ endpoint, status }, [good, delivery], now).word).toBe("Healthy");
});

test("what was never tried has no health", () => {
  expect(healthOf({ endpoint, status }, [{ ...delivery, attempts: 0 }], now).word).toBe("Not used yet");
});
