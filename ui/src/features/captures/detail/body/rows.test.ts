import { expect, test } from "vitest";
import { layOut } from "./jsonLayout";
import { rowsOf, rowWith } from "./rows";

const layout = layOut(JSON.stringify({ a: [1, 2], packed: '{"b":12}', end: true }));
const none: ReadonlySet<number> = new Set();

test("what is opened stands below its line", () => {
  const rows = layout && rowsOf(layout, none, new Set([5]));
  expect(rows?.slice(5, 10)).toEqual([
    5,
    { below: 5, depth: 1, indent: 0, text: "{" },
    { below: 5, depth: 1, indent: 1, text: '"b": 12' },
    { below: 5, depth: 1, indent: 0, text: "}" },
    6,
  ]);
});

test("a line is found among rows, and a folded one at its fold", () => {
  const rows = layout ? rowsOf(layout, new Set([1]), new Set([5])) : [];
  expect(rowWith(rows, 0)).toBe(0);
  expect(rowWith(rows, 3)).toBe(1);
  expect(rowWith(rows, 5)).toBe(2);
  expect(rowWith(rows, 6)).toBe(6);
});
