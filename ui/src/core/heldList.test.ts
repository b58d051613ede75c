import { expect, test } from "vitest";
import { hasShrunk, nextHeld } from "./heldList";
import { outlineOf, rowsOf } from "./listSample";

const first = { outline: outlineOf(500, 200), head: rowsOf(500, 200) };

test("nothing is shown before there is an outline with its rows", () => {
  expect(nextHeld(null, { outline: undefined, head: first.head, follows: true })).toBeNull();
  expect(nextHeld(null, { outline: first.outline, head: undefined, follows: true })).toBeNull();
});

test("new rows appear while the list follows", () => {
  const held = nextHeld(first, { outline: outlineOf(503, 200), head: rowsOf(503, 200), follows: true });
  expect(held?.outline.total).toBe(503);
  expect(held?.head[0]?.id).toBe("row_503");
});

test("what is read stays while rows arrive", () => {
  expect(nextHeld(first, { outline: outlineOf(503, 200), head: rowsOf(503, 200), follows: false })).toBe(first);
});

test("rows that are newer than the outline wait for it", () => {
  const held = nextHeld(first, { outline: outlineOf(501, 200), head: rowsOf(503, 200), follows: true });
  expect(held?.head[0]?.id).toBe("row_501");
});

test("an outline that is newer than the rows waits for them", () => {
  expect(nextHeld(first, { outline: outlineOf(503, 200), head: first.head, follows: true })).toBe(first);
});

test("the same answers change nothing", () => {
  expect(nextHeld(first, { ...first, follows: true })).toBe(first);
});

test("an empty list needs no rows", () => {
  const empty = outlineOf(0, 200);
  expect(nextHeld(first, { outline: empty, head: undefined, follows: true })).toEqual({ outline: empty, head: [] });
});

test("deleted rows are noticed, new ones are no loss", () => {
  expect(hasShrunk(first, outlineOf(499, 200))).toBe(true);
  expect(hasShrunk(first, outlineOf(501, 200))).toBe(false);
});
