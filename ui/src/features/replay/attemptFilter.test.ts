import { expect, test } from "vitest";
import type { Attempt } from "../../core/generated/Attempt";
import { attemptFilters, joinPages, shows } from "./attemptFilter";

test.each([
  [204, "good"],
  [302, "other"],
  [500, "other"],
  [null, "none"],
] as const)("an attempt with status %s is shown under All and %s only", (status, filter) => {
  const showing = attemptFilters.filter(({ value }) => shows(value, { status }));
  expect(showing.map(({ value }) => value)).toEqual(["all", filter]);
});

test("the attempt that two pages share is listed once", () => {
  const attempt = (id: string) => ({ id }) as Attempt;
  const pages = [[attempt("att_3"), attempt("att_2")], [attempt("att_2"), attempt("att_1")], undefined];
  expect(joinPages(pages).map(({ id }) => id)).toEqual(["att_3", "att_2", "att_1"]);
});
