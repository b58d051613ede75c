import { expect, test } from "vitest";
import type { RunPlan } from "../../../core/generated/RunPlan";
import { draftOf, editOf, newDraft, newEdit, type Original, planOf, problemsOf } from "./draft";
import { newFaults } from "../../../components/faultMix";
import { newTemplate, unchanged } from "./templateDraft";

const original: Original = {
  method: "POST",
  headers: [["Content-Type", "application/json"], ["X-Odd", { b64: "//8=" }]],
  body: '{"a":1}\r\n{"b":2}\r\n',
};

test("a draft without changes edits nothing, so that the bytes go out as they came", () => {
  expect(editOf(newEdit(original), original)).toEqual(unchanged);
});

test("only what was changed is sent along", () => {
  expect(editOf({ ...newEdit(original), method: " PUT " }, original)).toEqual({ ...unchanged, method: "PUT" });
});

test("an edited body keeps the line ends it came with", () => {
  const edit = { ...newEdit(original), body: '{"a":2}\n{"b":2}\n' };
  expect(editOf(edit, original).body).toBe('{"a":2}\r\n{"b":2}\r\n');
});

test.each(['{"a":1}\r\n{"b":2}\r\n', '{"a":1}\r\n{"b":2}\n'])("an editor that only changed the line ends of %j changed nothing", (body) => {
  expect(editOf({ ...newEdit(original), body: '{"a":1}\n{"b":2}\n' }, { ...original, body })).toEqual(unchanged);
});

test("a body that is no text is never replaced", () => {
  const binary = { ...original, body: null };
  expect(editOf({ ...newEdit(binary), body: "typed" }, binary)).toEqual(unchanged);
});

test("a bare host gets a scheme", () => {
  expect(planOf(newDraft(" localhost:3000 "), null).targets).toEqual(["http://localhost:3000"]);
});

test("seconds become milliseconds", () => {
  expect(planOf({ ...newDraft("http://a"), timeout: "5" }, null).timeout_ms).toBe(5000);
});

test.each(["", "ftp://a", "http://", "http://a b"])("the target %j is refused", (target) => {
  expect(problemsOf(newDraft(target)).targets).toBeDefined();
});

test.each(["0", "1.5", "many", "10001"])("%s times is refused", (times) => {
  expect(problemsOf({ ...newDraft("http://a"), times }).times).toContain("from 1 to 10,000");
});

test("a header line without a colon is named", () => {
  const edit = { ...newEdit(original), headers: "X-Good: 1\nbroken" };
  expect(problemsOf({ ...newDraft("http://a"), edit }).headers).toContain("broken");
});

test("a repeated field that was changed is set with all of its values, and one that is gone is taken out", () => {
  const repeated = { ...original, headers: [["A", "1"], ["a", "2"], ["B", "x"], ["C", "y"]] as Original["headers"] };
  expect(editOf({ ...newEdit(repeated), headers: "A: 1\na: 3\nC: y" }, repeated)).toMatchObject({ set_headers: [["A", "1"], ["a", "3"]], remove_headers: ["B"] });
});

test("a plan comes back as it went", () => {
  const plan: RunPlan = {
    ...planOf(newDraft("http://a"), null),
    targets: ["http://a", "http://b"],
    order: { kind: "shuffled", seed: 7 },
    pace: { kind: "original", speed: 10 },
    template: { ...unchanged, json_patch: '[{"op":"remove","path":"/a"}]', remove_headers: ["X-Old", "X-Older"], shift_time: { seconds: -60 } },
    faults: { ...noFaults, seed: 9, truncate: 0.025, delay_ms: 1500 },
  };
  expect(planOf(draftOf(plan), null)).toEqual(plan);
});

test("faults that would break more than all are refused", () => {
  const shares = { ...newFaults.shares, drop: "60", reset: "50" };
  expect(problemsOf({ ...newDraft("http://a"), faults: { ...newFaults, shares } }).faults).toContain("at most 100");
});

test("a patch that is not JSON is refused", () => {
  expect(problemsOf({ ...newDraft("http://a"), template: { ...newTemplate, body: "patch", patch: "[" } }).patch).toContain("not JSON");
});

const noFaults = { seed: 0, drop: 0, reset: 0, truncate: 0, wrong_length: 0, slow_body: 0, delay: 0, duplicate: 0, reorder: 0, delay_ms: 0 };
