import { expect, test } from "vitest";
import { layOut, lineAt, lineText, unfolded } from "./jsonLayout";

function laidOut(text: string, cut?: "cut"): string[] | undefined {
  const layout = layOut(text, cut);
  return layout?.from.map((_, line) => "  ".repeat(layout.depth[line] ?? 0) + lineText(layout, line));
}

test("nested values are laid out and numbers stay as they came", () => {
  expect(laidOut('{"a":1.0,"b":[12345678901234567890,{}],"c":"x"}')).toEqual([
    "{",
    '  "a": 1.0,',
    '  "b": [',
    "    12345678901234567890,",
    "    {}",
    "  ],",
    '  "c": "x"',
    "}",
  ]);
});

test("white space between tokens makes no difference", () => {
  expect(laidOut('{ "a" :\t[ 1 ,\r\n2 ] , "b" : [ ] }')).toEqual(laidOut('{"a":[1,2],"b":[]}'));
});

test("a line knows which one closes it and how much is inside", () => {
  const layout = layOut('{"a":[1,2,{"b":null}]}');
  expect(layout?.closes).toEqual([8, 7, -1, -1, 6, -1, -1, -1, -1]);
  expect(layout?.members.slice(0, 5)).toEqual([1, 3, 0, 0, 1]);
  expect(layout && unfolded(layout, new Set([1]))).toEqual([0, 1, 8]);
});

test("quotes and backslashes inside strings end nothing", () => {
  expect(laidOut(String.raw`["a\"b","c\\",""]`)).toEqual(["[", String.raw`  "a\"b",`, String.raw`  "c\\",`, '  ""', "]"]);
});

test("a byte order mark is read over and what is no JSON is refused", () => {
  expect(laidOut("\uFEFF[1]")).toEqual(["[", "  1", "]"]);
  expect(laidOut("a=1")).toBeUndefined();
  expect(laidOut('{"a":nul}')).toBeUndefined();
  expect(laidOut("")).toBeUndefined();
});

test("of a text that was cut off, what there is of it is laid out", () => {
  expect(laidOut('{"a":[1,2,"thr', "cut")).toEqual(["{", '  "a": [', "    1,", "    2,"]);
  expect(laidOut('{"a":[1,2,"thr')).toBeUndefined();
});

test("a place of the text belongs to a line", () => {
  const layout = layOut('{"a":1,"b":2}');
  expect(layout && [0, 1, 5, 7, 12].map((place) => lineAt(layout, place))).toEqual([0, 1, 1, 2, 3]);
});

test("a long body is laid out without deep calls", () => {
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  expect(layOut(deep)?.from.length).toBeGreaterThan(30_000);
  expect(layOut(`["${"x".repeat(3_000_000)}"]`)?.from.length).toBe(3);
});
