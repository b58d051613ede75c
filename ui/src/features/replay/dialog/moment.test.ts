import { expect, test } from "vitest";
import { chosenOf, newChosen, timeProblems } from "./chosen";
import { momentOf } from "./moment";

const now = new Date(2026, 0, 31, 15, 30).getTime();

test.each([
  ["", null],
  ["2026-01-30", new Date(2026, 0, 30).getTime()],
  ["2026-01-30 12:05", new Date(2026, 0, 30, 12, 5).getTime()],
  ["2026-01-30T12:05:00Z", Date.UTC(2026, 0, 30, 12, 5)],
  ["12:05", new Date(2026, 0, 31, 12, 5).getTime()],
  ["2h", now - 7_200_000],
  ["90 s ago", now - 90_000],
  ["25:00", "wrong"],
  ["soon", "wrong"],
  ["2026-13-01", "wrong"],
])("%j is read", (text, at) => {
  expect(momentOf(text, now)).toBe(at);
});

test("an end before the beginning is refused", () => {
  const draft = { ...newChosen({ kind: "filter", filter: "" }), since: "1h", until: "2h" };
  expect(timeProblems(draft, now)).toEqual({ until: "This is not after the beginning." });
});

test("a time range stands in the filter as points in time", () => {
  const draft = { ...newChosen({ kind: "filter", filter: "source:stripe" }), since: "2026-01-30T12:05:00Z" };
  expect(chosenOf({ kind: "filter", filter: "" }, draft, now)).toEqual({ kind: "filter", filter: "source:stripe since:2026-01-30T12:05:00Z" });
});

test("what another run sent is named by that run", () => {
  const of = { kind: "run", run: { id: "run_3" } } as Parameters<typeof newChosen>[0];
  expect(chosenOf(of, newChosen(of), now)).toEqual({ kind: "same_as", run: "run_3" });
});
