import { expect, test } from "vitest";
import { marked } from "../../../../components/marked";
import { hitsInLayout, hitsInLines } from "./find";
import { layOut } from "./jsonLayout";
import { textLines } from "./textLines";

test("letters are found whatever their case, and each line once", () => {
  const layout = layOut('{"name":"Name name","other":1,"NAME":2}');
  expect(layout && hitsInLayout(layout, "name")).toEqual([1, 3]);
  expect(hitsInLines(textLines("one\nTwo two\nthree"), "TWO")).toEqual([1]);
});

test("signs mean themselves", () => {
  expect(hitsInLines(textLines("a.b\naxb"), "a.b")).toEqual([0]);
  expect(hitsInLines(textLines("(x)"), "(")).toEqual([0]);
});

test("nothing is found when nothing is looked for", () => {
  expect(hitsInLines(textLines("a"), "")).toEqual([]);
  expect(marked("a", "")).toEqual([{ text: "a", hit: false }]);
});

test("what is found is marked with what is around it", () => {
  expect(marked("a Key and key", "key")).toEqual([
    { text: "a ", hit: false },
    { text: "Key", hit: true },
    { text: " and ", hit: false },
    { text: "key", hit: true },
  ]);
});
