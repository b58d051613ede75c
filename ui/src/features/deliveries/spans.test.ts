import { expect, test } from "vitest";
import { formatLeft, formatSpan, formatSpeed, formatTick, speedWords } from "./spans";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test("a span has two units at most, and none that is zero", () => {
  expect([0, 40, 2500, 5000, 90_000, 2 * HOUR, 26 * HOUR + 30 * MINUTE, 3 * DAY + 5 * HOUR].map(formatSpan)).toEqual([
    "0 s",
    "40 ms",
    "2.5 s",
    "5 s",
    "1 min 30 s",
    "2 h",
    "26 h 30 min",
    "3 d 5 h",
  ]);
});

test("a span that rounds up to the next unit is told in it", () => {
  expect(formatSpan(59_999.9)).toBe("60 s");
  expect(formatSpan(HOUR - 1)).toBe("1 h");
});

test("a tick has one unit", () => {
  expect([0, 2.592, 260, 5000, 90_000, 2 * HOUR, 30 * DAY].map(formatTick)).toEqual(["0", "2.6 ms", "260 ms", "5 s", "1.5 min", "2 h", "30 d"]);
});

test("what is left is counted down by seconds, and is never less than now", () => {
  expect([-5, 999, 12_900, 245_000, 3 * HOUR + 20 * MINUTE].map(formatLeft)).toEqual(["now", "now", "12 s", "4:05 min", "3 h 20 min"]);
});

test("a turned clock says how long its waits take really, and that only they are faster", () => {
  expect(formatSpeed(1000)).toBe("×1,000");
  expect(speedWords(3 * DAY, 10_000)).toMatch(/^3 d pass in 26 s\. Only waiting is faster/);
  expect(speedWords(3 * DAY, 1)).toBe("Real time: the last attempt comes after 3 d.");
});
