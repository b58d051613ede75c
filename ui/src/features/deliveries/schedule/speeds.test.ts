import { expect, test } from "vitest";
import { speedAt, stopOf } from "./speeds";

test("every stop is found again", () => {
  expect([1, 1000, 100_000].map((speed) => speedAt(stopOf(speed)))).toEqual([1, 1000, 100_000]);
});

test("a speed between two stops stands at the nearer one", () => {
  expect(speedAt(stopOf(3000))).toBe(2000);
  expect(speedAt(stopOf(4000))).toBe(5000);
});
