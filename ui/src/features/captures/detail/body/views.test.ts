import { expect, test } from "vitest";
import { contentOf, fileName, hitsIn, viewsOf } from "./views";

test("the first view is the one that suits", () => {
  expect(viewsOf("json").map(({ value }) => value)).toEqual(["pretty", "raw", "hex"]);
  expect(viewsOf("form")[0]?.value).toBe("form");
  expect(viewsOf("binary")[0]?.value).toBe("hex");
});

test("what does not read as JSON is shown as it came", () => {
  const content = contentOf("pretty", "{nope", "whole");
  expect(content.json).toBeNull();
  expect(content.lines).toHaveLength(1);
});

test("a hit is a line of what is shown", () => {
  expect(hitsIn(contentOf("pretty", '{"a":1,"b":2}', "whole"), "b")).toEqual([2]);
  expect(hitsIn(contentOf("raw", '{"a":1,"b":2}', "whole"), "b")).toEqual([0]);
});

test("a saved body has the name of what it is", () => {
  expect(fileName("cap_1", "application/json; charset=utf-8", null)).toBe("cap_1.json");
  expect(fileName("cap_1", "application/json", "gzip")).toBe("cap_1.json.gz");
  expect(fileName("cap_1", "image/png", null)).toBe("cap_1.png");
  expect(fileName("cap_1", null, null)).toBe("cap_1.bin");
});
