import { expect, test } from "vitest";
import { deedsOf } from "./deeds";

test("only what the API has is offered, and only what would change something", () => {
  const all = ["list", "create", "enable", "disable", "rotate_secret", "test"] as const;
  expect(deedsOf([...all], true)).toEqual(["test", "disable", "rotate_secret"]);
  expect(deedsOf([...all], false)).toEqual(["test", "enable", "rotate_secret"]);
  expect(deedsOf([...all], null)).toEqual(["test", "enable", "disable", "rotate_secret"]);
  expect(deedsOf(["list", "create"], true)).toEqual([]);
});
