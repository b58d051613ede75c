import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { LongLines } from "./LongLines";

afterEach(cleanup);

function shown(count: number, reveal: number | null = null) {
  const props = { label: "Lines", digits: 8, numberOf: (index: number) => index, renderLine: (index: number) => `line ${index}` };
  return render(<LongLines {...props} count={count} reveal={reveal} />);
}

test("a million lines are one part", () => {
  shown(1_000_000);
  expect(screen.queryByText("After")).toBeNull();
});

test("more lines than can be laid out come in parts", () => {
  shown(2_500_000);
  expect(screen.getByText("Lines 1 to 1,000,000 of 2,500,000")).toBeDefined();
  fireEvent.click(screen.getByText("After"));
  fireEvent.click(screen.getByText("After"));
  expect(screen.getByText("Lines 2,000,001 to 2,500,000 of 2,500,000")).toBeDefined();
});

test("a line that is to be seen brings its part along", () => {
  shown(2_500_000, 1_200_000);
  expect(screen.getByText("Lines 1,000,001 to 2,000,000 of 2,500,000")).toBeDefined();
});
