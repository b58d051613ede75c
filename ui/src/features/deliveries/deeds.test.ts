import { expect, test } from "vitest";
import { deedsFor, deedWords, needsQuestion, undoOf } from "./deeds";

const one = { chosen: { ids: ["del_1"] }, count: 1 };
const many = { chosen: { ids: ["del_1", "del_2"] }, count: 2 };
const all = { chosen: { filter: "state:failed" }, count: 900 };

test("what ends something or concerns many is asked about first", () => {
  expect(needsQuestion("send", one)).toBe(false);
  expect(needsQuestion("send", many)).toBe(true);
  expect(needsQuestion("cancel", one)).toBe(true);
  expect(needsQuestion("recover", all)).toBe(true);
});

test("what can be taken back is done at once, unless a filter chose it", () => {
  expect(needsQuestion("pause", many)).toBe(false);
  expect(needsQuestion("pause", all)).toBe(true);
  expect([undoOf("pause"), undoOf("resume"), undoOf("cancel")]).toEqual(["resume", "pause", null]);
});

test("an ended delivery is not paused or cancelled", () => {
  expect(deedsFor({ state: "succeeded" })).toEqual(["send", "restart", "clear"]);
  expect(deedsFor({ state: "failed" })).toContain("recover");
  expect(deedsFor({ state: "paused" })).toContain("resume");
  expect(deedsFor({ state: "running" })).not.toContain("send");
});

test("a question names how many", () => {
  expect(deedWords.cancel.question?.(1)).toBe("Cancel 1 delivery?");
  expect(deedWords.recover.question?.(1204)).toBe("Recover 1,204 dead letters?");
});
