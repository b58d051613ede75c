import { expect, test } from "vitest";
import { attemptOf } from "../sample";
import { answerWord, cutWords, kindOf } from "./callWords";

test("what came instead of an answer is said in a word or two", () => {
  const attempt = { ...attemptOf(200), status: null };
  expect(answerWord(null)).toBe("under way");
  expect(answerWord({ ...attempt, failure: { kind: "refused", message: "" } })).toBe("refused");
});

test("a kind that nobody knows narrows nothing", () => {
  expect(kindOf("token")).toBe("token");
  expect(kindOf("colour")).toBeUndefined();
  expect(kindOf(undefined)).toBeUndefined();
});

test("a body that is not shown as a whole says so", () => {
  expect(cutWords({ size: 7, cut: false, text: "{}" })).toBeNull();
  expect(cutWords({ size: 0, cut: false, text: null })).toBeNull();
  expect(cutWords({ size: 7, cut: false, text: null })).toBe("Its bytes are no text.");
  expect(cutWords({ size: 100_000, cut: false, text: "…" })).toBe("The first 64 KiB are shown.");
  expect(cutWords({ size: 262_144, cut: true, text: "…" })).toBe("It was longer: the first 256 KiB are kept. The first 64 KiB are shown.");
});
