import { expect, test } from "vitest";
import { at, later } from "../sample";
import { nextWords } from "./rowWords";

const now = Date.parse(at);
const real = { speed: 1, enabled: true };

test("what waits counts down in real time, and says when the clock is turned", () => {
  expect(nextWords({ state: "retrying", due_at: later(12_400) }, real, now)).toMatchObject({ text: "12 s", title: "Due in 12 s" });
  expect(nextWords({ state: "pending", due_at: later(12_400) }, { ...real, speed: 1000 }, now)?.title).toMatch(/×1,000 as fast: this is real time/);
});

test("what cannot be sent says why", () => {
  expect(nextWords({ state: "pending", due_at: null }, real, now)?.text).toBe("in turn");
  expect(nextWords({ state: "pending", due_at: at }, { ...real, enabled: false }, now)?.text).toBe("off");
  expect(nextWords({ state: "paused", due_at: at }, real, now)?.text).toBe("held");
});

test("what has ended has nothing next", () => {
  expect(nextWords({ state: "failed", due_at: null }, real, now)).toBeNull();
});
