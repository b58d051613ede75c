import { expect, it } from "vitest";
import { hexLine, hexLineCount } from "./hexLines";

it("shows sixteen bytes a line, and the last ones alone", () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => index + 0x40);
  expect(hexLineCount(bytes.length)).toBe(2);
  expect(hexLine(bytes, 0)).toMatchObject({ offset: "00000000", ascii: "@ABCDEFGHIJKLMNO" });
  expect(hexLine(bytes, 1).hex.trimEnd()).toBe("50 51");
});
