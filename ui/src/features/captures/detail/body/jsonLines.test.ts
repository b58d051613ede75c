import { describe, expect, it } from "vitest";
import { jsonLines, lineText, unfolded } from "./jsonLines";

const laidOut = (text: string) => jsonLines(text)?.map((line) => "  ".repeat(line.depth) + lineText(line));

describe("jsonLines", () => {
  it("lays out nested values and keeps numbers as they came", () => {
    expect(laidOut('{"a":1.0,"b":[12345678901234567890,{}],"c":"x"}')).toEqual([
      "{",
      '  "a": 1.0,',
      '  "b": [',
      "    12345678901234567890,",
      "    {}",
      "  ],",
      '  "c": "x"',
      "}",
    ]);
  });

  it("knows which line closes which, and how much is inside", () => {
    const lines = jsonLines('{"a":[1,2,3]}') ?? [];
    expect(lines[0]).toMatchObject({ closes: 6, members: 1 });
    expect(lines[1]).toMatchObject({ closes: 5, members: 3 });
    expect(unfolded(lines, new Set([1]))).toEqual([0, 1, 6]);
  });

  it("reads a byte order mark over and refuses what is no JSON", () => {
    expect(laidOut("\uFEFF[1]")).toEqual(["[", "  1", "]"]);
    expect(jsonLines("a=1")).toBeNull();
    expect(jsonLines("")).toBeNull();
  });
});
