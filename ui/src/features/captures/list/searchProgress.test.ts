import { expect, test } from "vitest";
import { rowsOf } from "./sample";
import { rateOf, start, taken } from "./searchProgress";

test("slices add up until nothing is left", () => {
  const once = taken(start, { rows: rowsOf(90, 2), next: "cap_60", scanned: 40, left: 60 }, 100);
  expect(once).toMatchObject({ next: "cap_60", scanned: 40, left: 60 });
  const twice = taken(once, { rows: rowsOf(20, 1), next: null, scanned: 60, left: 0 }, 300);
  expect(twice.rows.map((row) => row.id)).toEqual(["cap_90", "cap_89", "cap_20"]);
  expect(twice).toMatchObject({ next: null, scanned: 100, left: 0 });
});

test("before the first slice a search is not at its end, though there is nowhere to go on from", () => {
  expect(start).toMatchObject({ next: null, ended: false });
  expect(taken(start, { rows: [], next: null, scanned: 0, left: 0 }, 1).ended).toBe(true);
});

test("how fast it goes is told once there is enough to tell", () => {
  const once = taken(start, { rows: [], next: "cap_60", scanned: 5000, left: 60 }, 120);
  expect(rateOf(once)).toBeNull();
  expect(rateOf(taken(once, { rows: [], next: null, scanned: 5000, left: 0 }, 380))).toBe(20_000);
});
