import { expect, test } from "vitest";
import { indexOf, pagesOf, pageWith, rowAt } from "./listPages";
import { outlineOf, rowsOf } from "./listSample";

const outline = outlineOf(1000, 200);

test("only the pages on screen are asked for", () => {
  expect(pagesOf({ first: 0, last: 30 }, outline)).toEqual([0]);
  expect(pagesOf({ first: 190, last: 210 }, outline)).toEqual([0, 1]);
  expect(pagesOf({ first: 900, last: 5000 }, outline)).toEqual([4]);
});

test("a list without rows has no pages", () => {
  expect(pagesOf({ first: 0, last: 30 }, outlineOf(0, 200))).toEqual([]);
});

test("a row's page is found by its number", () => {
  expect(pageWith("row_1000", outline.starts)).toBe(0);
  expect(pageWith("row_801", outline.starts)).toBe(0);
  expect(pageWith("row_800", outline.starts)).toBe(1);
  expect(pageWith("row_1", outline.starts)).toBe(4);
});

test("a row newer than all that is shown is on no page", () => {
  expect(pageWith("row_1001", outline.starts)).toBeNull();
});

test("a row is known once its page is here", () => {
  const pages = new Map([[1, rowsOf(800, 200)]]);
  expect(rowAt(200, 200, pages)?.id).toBe("row_800");
  expect(rowAt(399, 200, pages)?.id).toBe("row_601");
  expect(rowAt(400, 200, pages)).toBeUndefined();
  expect(indexOf("row_790", outline, pages)).toBe(210);
  expect(indexOf("row_500", outline, pages)).toBeNull();
});
