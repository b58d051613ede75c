import { expect, test } from "vitest";
import type { LatencyBucket } from "../../../core/generated/LatencyBucket";
import { highest, outlineOf, percentilesOf, placeOf, ticksOf } from "./latencyPlaces";

const bucket = (from_ms: number, to_ms: number, count = 0, before = 0): LatencyBucket => ({ from_ms, to_ms, count, before });
const decade = [bucket(1, 10, 4, 2), bucket(10, 100, 1, 0)];

test("a time stands where its logarithm does", () => {
  expect(placeOf(1, decade)).toBe(0);
  expect(placeOf(10, decade)).toBe(0.5);
  expect(placeOf(Math.sqrt(1000), decade)).toBeCloseTo(0.75);
});

test.each([[0.2, 0], [5000, 1]])("%s ms beyond the edges stands at the edge", (ms, at) => {
  expect(placeOf(ms, decade)).toBe(at);
});

test("a bucket that begins at nothing is divided evenly", () => {
  expect(placeOf(0.5, [bucket(0, 1), bucket(1, 2)])).toBe(0.25);
});

test("units stand at the first tick and where they change", () => {
  const seconds = [bucket(100, 1000), bucket(1000, 10_000)];
  expect(ticksOf(seconds).map(({ text }) => text)).toEqual(["100 ms", "200", "500", "1 s", "2", "5", "10"]);
});

test("where there would be too many ticks the powers of ten are left", () => {
  expect(ticksOf([bucket(1, 100_000)]).map(({ text }) => text)).toEqual(["1 ms", "10", "100", "1 s", "10", "100"]);
});

test("words of percentiles that lie close together stand in rows of their own", () => {
  const marks = percentilesOf([{ name: "p50", ms: 8, text: "8 ms" }, { name: "p95", ms: 9, text: "9 ms" }, { name: "p99", ms: 99, text: "99 ms" }], decade);
  expect(marks.map(({ text, row }) => [text, row])).toEqual([["p50 8 ms", 0], ["p95 9 ms", 1], ["p99 99 ms", 0]]);
});

test("words at the right edge stand at the left of their line, and clear of those that are there", () => {
  const marks = percentilesOf([{ name: "p50", ms: 60, text: "60 ms" }, { name: "p95", ms: 80, text: "80 ms" }, { name: "p99", ms: 97, text: "97 ms" }], decade);
  expect(marks.map(({ side, row }) => [side, row])).toEqual([["left", 0], ["left", 1], ["left", 2]]);
});

test("a percentile that is not known has no line", () => {
  expect(percentilesOf([{ name: "p50", ms: null, text: "" }], decade)).toEqual([]);
});

test("the earlier run is drawn as steps of the same scale", () => {
  expect(highest(decade)).toBe(4);
  expect(outlineOf(decade, 4)).toBe("M0 100V50.00H1V100.00H2V100");
});
