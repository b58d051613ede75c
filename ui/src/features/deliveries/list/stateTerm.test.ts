import { expect, test } from "vitest";
import { tabOf, withTab } from "./stateTerm";

test("a tab is a term of the filter, and a filter shows its tab", () => {
  expect(tabOf("endpoint:shop")).toBe("all");
  expect(tabOf("state:failed endpoint:shop")).toBe("failed");
  expect(tabOf("state:cancelled")).toBe("other");
  expect(tabOf("not state:failed")).toBe("other");
});

test("another tab keeps the rest of the filter", () => {
  expect(withTab("endpoint:shop state:failed type:invoice.*", "retrying")).toBe("state:retrying endpoint:shop type:invoice.*");
  expect(withTab("endpoint:shop state:failed", "all")).toBe("endpoint:shop");
});
