import { expect, test } from "vitest";
import { indexOf, pagesOf, pageWith, rowAt } from "./pages";
import { outlineOf, rowsOf } from "./sample";

const outline = outlineOf(1000, 200);

test("only the pages on screen are asked for", () => {
  expect(pagesOf({ first: 0, last: 30 }, outline)).toEqual([0]);
  expect(pagesOf({ first: 190, last: 210 }, outline)).toEqual([0, 1]);
  expect(pagesOf({ first: 900, last: 5000 }, outline)).toEqual([4]);
});

test("a list without captures has no pages", () => {
  expect(pagesOf({ first: 0, last: 30 }, outlineOf(0, 200))).toEqual([]);
});

test("a capture's page is found by its number", () => {
  expect(pageWith("cap_1000", outline.starts)).toBe(0);
  expect(pageWith("cap_801", outline.starts)).toBe(0);
  expect(pageWith("cap_800", outline.starts)).toBe(1);
  expect(pageWith("cap_1", outline.starts)).toBe(4);
});

test("a capture newer than all that is shown is on no page", () => {
  expect(pageWith("cap_1001", outline.starts)).toBeNull();
});

test("a row is known once its page is here", () => {
  const pages = new Map([[1, rowsOf(800, 200)]]);
  expect(rowAt(200, 200, pages)?.id).toBe("cap_800");
  expect(rowAt(399, 200, pages)?.id).toBe("cap_601");
  expect(rowAt(400, 200, pages)).toBeUndefined();
  expect(indexOf("cap_790", outline, pages)).toBe(210);
  expect(indexOf("cap_500", outline, pages)).toBeNull();
});
