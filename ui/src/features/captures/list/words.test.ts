import { expect, test } from "vitest";
import { eventOf, flagWords, pathOf, shortAge } from "./words";

test("an age fits its column, however old", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(shortAge("2026-11-22T11:59:29Z", now)).toBe("31s");
  expect(shortAge("2026-10-13T12:00:00Z", now)).toBe("40d");
  expect(shortAge("2023-11-01T12:00:00Z", now)).toBe("3y");
});

test("a row shows the path without its query", () => {
  expect(pathOf("/hooks?token=1")).toBe("/hooks");
  expect(pathOf("/hooks")).toBe("/hooks");
});

test("a capture without an event type says so", () => {
  expect(eventOf({ event_type: null })).toEqual({ text: "no event type", typed: false });
});

test("what is out of the ordinary is said in a sentence", () => {
  expect(flagWords("browser")).toBe("Sent by a web page");
});
