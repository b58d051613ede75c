import { expect, test } from "vitest";
import { hexLine, slicesOf } from "./hexLines";

test("a line shows as many bytes as it is wide, and the last one what is left", () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => index + 0x40);
  expect(hexLine(bytes, 0, 16)).toEqual({ hex: "40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f", ascii: "@ABCDEFGHIJKLMNO" });
  expect(hexLine(bytes, 8, 8)).toEqual({ hex: "48 49 4a 4b 4c 4d 4e 4f", ascii: "HIJKLMNO" });
  expect(hexLine(bytes, 16, 16)).toEqual({ hex: "50 51".padEnd(48), ascii: "PQ" });
});

test("bytes one cannot print are dots", () => {
  expect(hexLine(Uint8Array.from([0, 0x1f, 0x20, 0x7e, 0x7f, 0xff]), 0, 8).ascii).toBe(".. ~..");
});

test("only the slices in view are asked for", () => {
  expect(slicesOf({ first: 0, last: 640 }, 5000)).toEqual([{ start: 0, end: 5000 }]);
  expect(slicesOf({ first: 65_000, last: 66_000 }, 200_000)).toEqual([
    { start: 0, end: 65_536 },
    { start: 65_536, end: 131_072 },
  ]);
  expect(slicesOf({ first: 0, last: 0 }, 0)).toEqual([]);
});
