import { describe, expect, it } from "vitest";
import { countInvisibles, runs } from "./invisibles";

describe("invisibles", () => {
  it("names what one cannot see and keeps the rest together", () => {
    expect(runs("a b\u00A0c\r\n")).toEqual([
      { text: "a" },
      { text: "·", mark: "quiet" },
      { text: "b" },
      { text: "NBSP", mark: "named" },
      { text: "c" },
      { text: "CR", mark: "named" },
      { text: "↵", mark: "quiet" },
    ]);
  });

  it("counts only what is out of place", () => {
    expect(countInvisibles("a b\n\tc")).toBe(0);
    expect(countInvisibles("\uFEFFa\u200Bb\r\n")).toBe(3);
  });
});
