import { expect, test } from "vitest";
import { createOf, newDraft, problemsOf } from "./records/draft";
import { troubleWord } from "./requests/troubleWord";
import { clockSentence, speedsWith } from "./behaviour/clock";
import { newTrouble, timesProblem, troubleOf, troubleSentence } from "./behaviour/troubles";

test("a run begins as one that can be sent again, with a sample for its output", () => {
  const draft = newDraft("skyvern");
  expect(problemsOf(draft)).toEqual({});
  expect(createOf("skyvern", { ...draft, to: "localhost:3000/hooks" })).toMatchObject({ provider: "skyvern", to: "http://localhost:3000/hooks", event_type: "task_v1", status: "completed", payload: null });
});

test("a payload that is no JSON and a URL that is none are said before anything is asked", () => {
  expect(problemsOf({ ...newDraft("skyvern"), payload: "{", to: "ftp://x" })).toEqual({
    payload: expect.stringContaining("no JSON"),
    to: expect.stringContaining("http or https URL"),
  });
});

test("where the provider decides a status there is none to give", () => {
  expect(createOf("agentmessage", newDraft("agentmessage"))).toMatchObject({ event_type: "brand.vetted", status: null });
  expect(createOf("runflow", newDraft("runflow"))).toMatchObject({ event_type: null, status: "succeeded" });
});

test("a trouble reads as what happens to whom", () => {
  expect(troubleOf(newTrouble)).toEqual({ kind: "status", status: 429, operation: null, times: 1 });
  expect(troubleSentence(troubleOf({ what: "cut", times: "2", operation: "replay" }))).toBe("A call of replay is cut off");
  expect(timesProblem({ ...newTrouble, times: "0" })).toContain("whole number");
  expect(["status 410", "hang", "cut"].map(troubleWord)).toEqual(["answered 410", "not answered", "cut off"]);
});

test("a speed of one's own stands among the usual ones", () => {
  expect(speedsWith(250).map(({ value }) => value)).toEqual(["1", "10", "100", "250", "1000", "10000"]);
  expect(clockSentence(1000)).toContain("3.6 s");
});
