import { expect, test } from "vitest";
import { bodyDiff } from "./bodyDiff";
import { layOutJson } from "./layOut";

test("equal bodies have no difference", () => {
  expect(bodyDiff("ok\n", "ok\n")).toEqual([]);
});

test("a changed value in one line of JSON is one changed line", () => {
  expect(bodyDiff('{"ok":false,"id":1}', '{"ok":true,"id":1}')).toEqual([
    { kind: "same", text: "{" },
    { kind: "removed", text: '  "ok": false,' },
    { kind: "added", text: '  "ok": true,' },
    { kind: "same", text: '  "id": 1' },
    { kind: "same", text: "}" },
  ]);
});

test("JSON that differs only in its layout has no difference", () => {
  expect(bodyDiff('{"a":[1,2]}', '{ "a": [1, 2] }\n')).toEqual([]);
});

test("numbers that JavaScript cannot hold are not taken for equal", () => {
  expect(bodyDiff('{"id":9007199254740993}', '{"id":9007199254740992}')).not.toEqual([]);
});

test("unchanged lines far from a change are counted instead of shown", () => {
  const before = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join("");
  const lines = bodyDiff(before, before.replace("line 10", "line ten"));
  expect(lines?.[0]).toEqual({ kind: "skipped", count: 7 });
  expect(lines?.at(-1)).toEqual({ kind: "skipped", count: 6 });
  expect(lines).toHaveLength(10);
});

test("a text that became JSON is compared as it is", () => {
  expect(bodyDiff("failed", '{"a":1}')).toEqual([
    { kind: "removed", text: "failed" },
    { kind: "added", text: '{"a":1}' },
  ]);
});

test("layout keeps every value as it was written", () => {
  expect(layOutJson('{"a":1e2,"a":"x,{\\"}","b":[],"c":{}}')).toBe('{\n  "a": 1e2,\n  "a": "x,{\\"}",\n  "b": [],\n  "c": {}\n}');
});

test("what is not JSON is not laid out", () => {
  expect(layOutJson("<p>")).toBeNull();
});
