import { expect, test } from "vitest";
import { rowsOf } from "./sample";
import { start, taken } from "./searchProgress";

test("slices add up until nothing is left", () => {
  const once = taken(start, { rows: rowsOf(90, 2), next: "cap_60", scanned: 40, left: 60 });
  expect(once).toMatchObject({ next: "cap_60", scanned: 40, left: 60 });
  const twice = taken(once, { rows: rowsOf(20, 1), next: null, scanned: 60, left: 0 });
  expect(twice.rows.map((row) => row.id)).toEqual(["cap_90", "cap_89", "cap_20"]);
  expect(twice).toMatchObject({ next: null, scanned: 100, left: 0 });
});

test("before the first slice a search is not at its end, though there is nowhere to go on from", () => {
  expect(start).toMatchObject({ next: null, ended: false });
  expect(taken(start, { rows: [], next: null, scanned: 0, left: 0 }).ended).toBe(true);
});
