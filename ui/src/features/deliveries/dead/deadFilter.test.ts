import { expect, test } from "vitest";
import { deadFilter } from "./deadFilter";

test("dead letters are narrowed by endpoint and by age", () => {
  expect(deadFilter(undefined, undefined)).toBe("state:failed");
  expect(deadFilter("my shop", "1h")).toBe('state:failed endpoint:"my shop" since:1h');
});
