import { expect, test } from "vitest";
import { plan, run } from "../sample";
import { dayTime, haltWords, planWords, shortDayTime } from "./words";
import { inUnits } from "./figuresOf";
import { tookChange } from "./tookChange";

test("a plan is told by what is out of the ordinary", () => {
  expect(planWords(plan)).toEqual(["Exact bytes", "one at a time", "30 s each"]);
  const other = { ...plan, resign: true, order: { kind: "shuffled", seed: 7 } as const, pace: { kind: "rate", per_second: 2.5 } as const, times: 3, concurrency: 8, stop_on_failure: true };
  expect(planWords(other)).toEqual(["Signed afresh", "shuffled by seed 7", "each 3 times", "8 at once", "2.5 a second at most", "30 s each", "stops at a failure"]);
});

test("a run that came to its end has nothing to say about where it stands", () => {
  expect(haltWords(run)).toBeNull();
  expect(haltWords({ ...run, state: "stopped", done: 4, total: 12 })).toBe("Stopped after 4 of 12. An answer was not 2xx.");
  expect(haltWords({ ...run, state: "interrupted", done: 11, total: 12 })).toContain("The last one was not sent");
});

test("a run that could not send some says how many", () => {
  const problem = "cap_10 was not sent: its body is not JSON";
  expect(haltWords({ ...run, done: 11, total: 12, problem })).toBe(problem);
  expect(haltWords({ ...run, done: 1, total: 6, problem })).toBe(`${problem}. 5 could not be sent in all.`);
});

test("days are told as one speaks of them", () => {
  const now = new Date(2026, 0, 31, 12).getTime();
  const at = (day: number) => new Date(2026, 0, day, 9, 5).toISOString();
  expect(dayTime(at(31), now)).toBe("09:05");
  expect(dayTime(at(30), now)).toBe("yesterday 09:05");
  expect(dayTime(at(29), now)).toBe("2026-01-29 09:05");
  expect(shortDayTime(at(29), now)).toBe("2026-01-29");
});

test.each([
  [320, "0.32", "seconds"],
  [7300, "7.3", "seconds"],
  [95_000, "95", "seconds"],
  [150_000, "3", "minutes"],
  [7_200_000, "2", "hours"],
])("%s ms read as %s %s", (ms, value, unit) => {
  expect(inUnits(ms)).toEqual({ value, unit });
});

test.each([
  [10_000, 10, "+9.99 s"],
  [22, 53, "−31 ms"],
  [12.2, 12, "0 ms"],
  [11.1, 12, "−1 ms"],
])("from %s to %s ms is %s", (now, then, words) => {
  expect(tookChange(now, then)).toBe(words);
});
