import { expect, test } from "vitest";
import { cutMiddle, formatAge, formatBytes, formatCount, formatDuration, formatPlural } from "./format";
import { keyText } from "./keyText";
import { clampShare } from "./splitShare";
import { tileLetters } from "./tileLetters";

test("sizes have one decimal below ten of a unit", () => {
  expect([0, 745, 1024, 6246, 24_576, 421_888, 1_048_575, 34_000_000].map(formatBytes)).toEqual([
    "0 B",
    "745 B",
    "1.0 KB",
    "6.1 KB",
    "24 KB",
    "412 KB",
    "1.0 MB",
    "32 MB",
  ]);
});

test("durations change their unit before they grow long", () => {
  expect([480, 2900, 999_400, 2_410_000, 30_000_000, 125_000_000, 12_000_000_000, 25_465_014_000_000].map(formatDuration)).toEqual([
    "480 µs",
    "3 ms",
    "999 ms",
    "2.41 s",
    "30.0 s",
    "2 min 5 s",
    "3 h 20 min",
    "294 d",
  ]);
});

test("an age is one figure and one letter", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const ages = ["2026-11-22T11:59:59.500Z", "2026-11-22T11:59:29Z", "2026-11-22T11:56:00Z", "2026-11-22T09:00:00Z", "2026-11-19T12:00:00Z"];
  expect(ages.map((at) => formatAge(at, now))).toEqual(["now", "31s", "4m", "3h", "3d"]);
});

test("a clock that is ahead makes no negative age", () => {
  expect(formatAge("2026-11-22T12:00:05Z", Date.parse("2026-11-22T12:00:00Z"))).toBe("now");
});

test("counts are grouped and words follow them", () => {
  expect(formatCount(12_418)).toBe("12,418");
  expect(formatPlural(1, "capture")).toBe("1 capture");
  expect(formatPlural(3, "capture")).toBe("3 captures");
});

test("digests are cut in the middle", () => {
  expect(cutMiddle("8343ec5d2eb44da19cb20a62121e3e", 16)).toBe("8343ec5d2…121e3e");
  expect(cutMiddle("short", 16)).toBe("short");
});

test("providers have two letters", () => {
  expect(["Stripe", "GitHub", "Standard Webhooks", "AgentMessage", "x"].map(tileLetters)).toEqual(["St", "Gh", "SW", "Am", "X"]);
});

test("keys are written as each system writes them", () => {
  expect(keyText("Mod+K", false)).toBe("Ctrl K");
  expect(keyText("Mod+K", true)).toBe("⌘K");
  expect(keyText("ArrowDown", false)).toBe("↓");
});

test("an edge leaves both panes their least width", () => {
  expect(clampShare(0.1, 1000, [300, 400])).toBe(0.3);
  expect(clampShare(0.9, 1000, [300, 400])).toBe(0.6);
  expect(clampShare(0.5, 500, [300, 400])).toBeCloseTo(3 / 7);
});
