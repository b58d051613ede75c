import { expect, test } from "vitest";
import { importWords } from "./importWords";

const progress = { import: 1, profile: "github", seen: 5, imported: 3, known: 1, without_body: 1, captures: [], finished: true, cancelled: false, problem: null };

test("an import says what came, what was here before, and what the log does not hold", () => {
  expect(importWords(progress)).toBe("3 of 5 deliveries imported. 1 was here before. 1 is kept without its request.");
  expect(importWords({ ...progress, seen: 1, imported: 1, known: 0, without_body: 0, finished: false })).toBe("1 of 1 delivery imported so far.");
});
