import { expect, test } from "vitest";
import { counts } from "../sample";
import { suggestions } from "./suggestions";

test("a word that begins a key completes to it", () => {
  expect(suggestions("en", counts).map(({ draft }) => draft)).toEqual(["endpoint:"]);
  expect(suggestions("", counts)).toHaveLength(7);
});

test("endpoints and states come with their counts", () => {
  expect(suggestions("endpoint:", counts)).toEqual([{ name: "shop", count: 43, draft: "endpoint:shop", completes: true }]);
  expect(suggestions("state:fa", counts)).toEqual([{ name: "failed", count: 2, state: "failed", draft: "state:failed", completes: true }]);
});

test("a type is typed freely", () => {
  expect(suggestions("type:inv", counts)).toEqual([]);
});
