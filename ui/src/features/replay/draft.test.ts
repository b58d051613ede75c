import { expect, test } from "vitest";
import { editOf, newDraft, newEdit, type Original, problemsOf, startOf } from "./draft";

const original: Original = {
  method: "POST",
  headers: [["Content-Type", "application/json"], ["X-Odd", { b64: "//8=" }]],
  body: '{"a":1}\r\n{"b":2}\r\n',
};

test("a draft without changes edits nothing, so that the bytes go out as they came", () => {
  expect(editOf(newEdit(original), original)).toBeNull();
});

test("only what was changed is sent along", () => {
  expect(editOf({ ...newEdit(original), method: " PUT " }, original)).toEqual({ method: "PUT", headers: null, body: null });
});

test("an edited body keeps the line ends it came with", () => {
  const edit = { ...newEdit(original), body: '{"a":2}\n{"b":2}\n' };
  expect(editOf(edit, original)?.body).toBe('{"a":2}\r\n{"b":2}\r\n');
});

test.each(['{"a":1}\r\n{"b":2}\r\n', '{"a":1}\r\n{"b":2}\n'])("an editor that only changed the line ends of %j changed nothing", (body) => {
  expect(editOf({ ...newEdit(original), body: '{"a":1}\n{"b":2}\n' }, { ...original, body })).toBeNull();
});

test("a body that is no text is never replaced", () => {
  const binary = { ...original, body: null };
  expect(editOf({ ...newEdit(binary), body: "typed" }, binary)).toBeNull();
});

test("a bare host gets a scheme", () => {
  expect(startOf(newDraft(" localhost:3000 "), ["cap_1"], null).target).toBe("http://localhost:3000");
});

test("seconds become milliseconds", () => {
  expect(startOf({ ...newDraft("http://a"), timeout: "5" }, ["cap_1"], null).timeout_ms).toBe(5000);
});

test.each(["", "ftp://a", "http://", "http://a b"])("the target %j is refused", (target) => {
  expect(problemsOf(newDraft(target)).target).toBeDefined();
});

test.each(["0", "1.5", "many", "10001"])("%s times is refused", (times) => {
  expect(problemsOf({ ...newDraft("http://a"), times }).times).toContain("from 1 to 10,000");
});

test("a header line without a colon is named", () => {
  const edit = { ...newEdit(original), headers: "X-Good: 1\nbroken" };
  expect(problemsOf({ ...newDraft("http://a"), edit }).headers).toContain("broken");
});
