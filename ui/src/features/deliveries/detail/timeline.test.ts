import { expect, test } from "vitest";
import { at, attemptOf, detail, later } from "../sample";
import { dueWords, timelineOf } from "./timeline";

const begin = Date.parse(at);
const HOUR = 3_600_000;

test("attempts stand where the schedule counted them, and what is planned follows", () => {
  const line = timelineOf(detail, begin + 120_000);
  expect(line.made.map(({ ms }) => ms)).toEqual([0, 60_000]);
  expect(line.planned.map(({ ms }) => ms)).toEqual([3_660_000, 25_260_000]);
  expect(line).toMatchObject({ now: 119_988, last: 25_260_000, firstWait: 60_000 });
});

test("a turned clock lets now run ahead, but not beyond what is due", () => {
  expect(timelineOf({ ...detail, speed: 10 }, begin + 70_000).now).toBe(159_880);
  expect(timelineOf({ ...detail, speed: 1000 }, begin + 90_000).now).toBe(3_660_000);
});

test("an answer that asked for more moves the rest of the line", () => {
  const asked = attemptOf(1, 0, { status: 429, next: { kind: "retry", due_at: later(HOUR), wait_micros: HOUR * 1000, speed: 1, because: "Retry-After: 3600" } });
  const line = timelineOf({ ...detail, attempts: [asked], planned: [{ number: 2, due_at: later(HOUR), wait_ms: 60_000 }] }, begin);
  expect(line.planned).toMatchObject([{ number: 2, ms: HOUR }]);
  expect(line.ideal[1]).toBe(60_000);
});

test("an attempt by hand stands where it was made and moves nothing", () => {
  const byHand = attemptOf(3, 300_000, { trigger: "redelivery", status: 200, next: { kind: "nothing" } });
  const line = timelineOf({ ...detail, attempts: [...detail.attempts, byHand] }, begin + HOUR);
  expect(line.made.at(-1)).toMatchObject({ ms: 299_988, byHand: true, outcome: "delivered" });
  expect(line.planned[0]?.ms).toBe(3_660_000);
});

test("once nothing is planned there is no now", () => {
  expect(timelineOf({ ...detail, planned: [] }, begin).now).toBeNull();
});

test("before the first attempt everything is planned", () => {
  const line = timelineOf({ ...detail, attempts: [], planned: [{ number: 1, due_at: at, wait_ms: 0 }] }, begin);
  expect(line.made).toEqual([]);
  expect(line.planned).toMatchObject([{ number: 1, ms: 0 }]);
});

test("what is due is told in real time", () => {
  expect(dueWords(later(12_500), begin)).toBe("in 12 s");
  expect(dueWords(at, begin + 5)).toBe("now");
});
