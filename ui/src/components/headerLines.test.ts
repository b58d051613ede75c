import { expect, test } from "vitest";
import { type HeaderFields, headersOf, headersProblem, linesOf } from "./headerLines";

const headers: HeaderFields = [
  ["Content-Type", "application/json"],
  ["X-Latin", { b64: "6Q==" }],
];

test("header lines lead back to the same headers, bytes that are no text included", () => {
  expect(headersOf(`${linesOf(headers)}\n\n`)).toEqual(headers);
});

test("a value may hold colons and be empty", () => {
  expect(headersOf("X-Time: 10:30\nX-None:")).toEqual([["X-Time", "10:30"], ["X-None", ""]]);
});

test("a line without a colon is named", () => {
  expect(headersProblem("X-A: 1\nnonsense")).toContain("nonsense");
  expect(headersProblem("X-A: 1\n\n")).toBeNull();
});
