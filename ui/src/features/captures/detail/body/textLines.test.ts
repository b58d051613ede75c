import { expect, test } from "vitest";
import { formFields, textLines } from "./textLines";

test("line ends are kept and lines are counted from one", () => {
  expect(textLines("a\r\n\nb")).toEqual([
    { text: "a\r\n", number: 1 },
    { text: "\n", number: 2 },
    { text: "b", number: 3 },
  ]);
  expect(textLines("")).toEqual([]);
});

test("endless lines are cut, and a piece is no line of its own", () => {
  const lines = textLines(`${"x".repeat(9000)}\nend`);
  expect(lines.map(({ text, number }) => [text.length, number])).toEqual([
    [4000, 1],
    [4000, null],
    [1001, null],
    [3, 2],
  ]);
});

test("a form's fields are decoded, and what cannot be stays as it came", () => {
  expect(formFields("a=1+2&b=%C3%A9&c=%&d")).toEqual([
    ["a", "1 2"],
    ["b", "é"],
    ["c", "%"],
    ["d", ""],
  ]);
});
