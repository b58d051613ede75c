import { expect, test } from "vitest";
import { changeOf, changesOf, headerChanges } from "./compare";

test.each([
  [200, 500, "fixed"],
  [200, null, "fixed"],
  [500, 202, "regressed"],
  [null, 200, "regressed"],
  [500, 500, "same"],
  [null, null, "same"],
  [204, 200, "other"],
  [400, 500, "other"],
  [302, 200, "regressed"],
] as const)("%s after %s is %s", (after, before, change) => {
  expect(changeOf(after, before)).toBe(change);
});

test("each attempt is held against the one before it, the oldest against none", () => {
  expect(changesOf([{ status: 200 }, { status: 500 }, { status: 500 }, { status: 202 }])).toEqual(["fixed", "same", "regressed", "first"]);
});

test("headers are compared by name without case, repeated ones together", () => {
  const before: [string, string][] = [["Content-Type", "text/plain"], ["A", "1"], ["a", "2"], ["Gone", "x"]];
  const after: [string, string][] = [["content-type", "text/plain"], ["a", "1"], ["New", "y"]];
  expect(headerChanges(before, after)).toEqual([
    { name: "a", before: "1, 2", after: "1" },
    { name: "gone", before: "x", after: null },
    { name: "new", before: null, after: "y" },
  ]);
});

test("the date and the connection of an answer are no difference", () => {
  expect(headerChanges([], [["Date", "Sun, 22 Nov 2026 02:44:04 GMT"], ["Connection", "close"], ["Content-Length", "3"]])).toEqual([]);
});
