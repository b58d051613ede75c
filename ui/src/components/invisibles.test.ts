import { expect, test } from "vitest";
import { countInvisibles, runs } from "./invisibles";

test("what one cannot see is named and the rest stays together", () => {
  expect(runs("a b\u00A0c\r\n").map(({ text, mark }) => [text, mark])).toEqual([
    ["a", undefined],
    ["·", "quiet"],
    ["b", undefined],
    ["NBSP", "named"],
    ["c", undefined],
    ["CR", "named"],
    ["↵", "quiet"],
  ]);
  expect(runs("\u200B")[0]?.title).toBe("U+200B zero-width space");
  expect(runs("\u0001")[0]).toMatchObject({ text: "U+0001", title: "U+0001 control character" });
});

test("only what is out of place is counted", () => {
  expect(countInvisibles("a b\n\tc")).toBe(0);
  expect(countInvisibles("\uFEFFa\u200Bb\r\n")).toBe(3);
});
