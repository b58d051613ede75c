import { expect, it } from "vitest";
import { formFields, textLines } from "./textLines";

it("keeps line ends and cuts endless lines", () => {
  expect(textLines("a\r\nb")).toEqual(["a\r\n", "b"]);
  expect(textLines("x".repeat(9000)).map((line) => line.length)).toEqual([4000, 4000, 1000]);
});

it("decodes a form's fields and leaves what cannot be decoded", () => {
  expect(formFields("a=1+2&b=%C3%A9&c=%&d")).toEqual([
    ["a", "1 2"],
    ["b", "é"],
    ["c", "%"],
    ["d", ""],
  ]);
});
