import { expect, test } from "vitest";
import { scaleOf, ticksOf } from "./scale";

const HOUR = 3_600_000;
const standard = [0, 5000, 305_000, 2_105_000, 9_305_000, 27_305_000, 63_305_000, 113_705_000, 185_705_000, 272_105_000];

test("every attempt of a schedule stands apart from the next", () => {
  const scale = scaleOf(272_105_000, 5000);
  const places = standard.map(scale);
  expect(places[0]).toBe(0);
  expect(places.at(-1)).toBe(1);
  places.slice(1).forEach((place, index) => expect(place - (places[index] ?? 0)).toBeGreaterThan(0.015));
});

test("nothing stands beyond the ends", () => {
  const scale = scaleOf(HOUR, 1000);
  expect(scale(-5)).toBe(0);
  expect(scale(2 * HOUR)).toBe(1);
});

test("ticks are round, apart, and name both ends", () => {
  const ticks = ticksOf(scaleOf(272_105_000, 5000), 272_105_000);
  expect(ticks[0]).toMatchObject({ at: 0, name: "first" });
  expect(ticks.at(-1)).toMatchObject({ at: 1, name: "3.1 d" });
  ticks.slice(1).forEach(({ at }, index) => expect(at - (ticks[index]?.at ?? 0)).toBeGreaterThanOrEqual(0.14));
});

test("a schedule without waits has one tick", () => {
  expect(ticksOf(scaleOf(0, 0), 0)).toEqual([{ at: 0, ms: 0, name: "first" }]);
});
