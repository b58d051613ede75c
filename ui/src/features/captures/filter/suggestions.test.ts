import { expect, test } from "vitest";
import type { CaptureCounts } from "../../../core/generated/CaptureCounts";
import { suggestions } from "./suggestions";

const source = (name: string, total: number) => ({ source: name, total, rejected: 0, last_received_at: null });
const counts: CaptureCounts = {
  total: 12,
  by_verdict: [
    ["verified", 9],
    ["rejected", 2],
    ["unsigned", 1],
    ["not_checked", 0],
  ],
  by_source: [source("github", 3), source("stripe", 9)],
};

const drafts = (draft: string) => suggestions(draft, counts).map((each) => each.draft);

test("a word that begins a key completes to it", () => {
  expect(drafts("ve")).toEqual(["verdict:"]);
  expect(drafts("not so")).toEqual(["not source:"]);
});

test("a word that begins no key is text and has no completion", () => {
  expect(drafts("invoice")).toEqual([]);
});

test("sources come with their counts, the largest first", () => {
  expect(suggestions("source:", counts).map(({ name, count }) => [name, count])).toEqual([
    ["stripe", 9],
    ["github", 3],
  ]);
});

test("verdicts come with their counts, and only those that fit what is typed", () => {
  expect(suggestions("not verdict:re", counts)).toEqual([
    { draft: "not verdict:rejected", name: "rejected", count: 2, verdict: "rejected", completes: true },
  ]);
});

test("not is offered once", () => {
  expect(drafts("no")).toEqual(["not "]);
  expect(drafts("not no")).toEqual([]);
});
