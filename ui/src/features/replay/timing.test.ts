import { expect, test } from "vitest";
import { timingParts } from "./timing";

test("the parts add up to the whole", () => {
  const parts = timingParts({ lookup_micros: 100, connect_micros: 200, first_byte_micros: 1000, total_micros: 1500 });
  expect(parts).toEqual([
    { name: "Lookup", micros: 100 },
    { name: "Connect", micros: 200 },
    { name: "First byte", micros: 700 },
    { name: "Rest", micros: 500 },
  ]);
});

test("a reused connection has neither lookup nor connect", () => {
  const parts = timingParts({ lookup_micros: null, connect_micros: null, first_byte_micros: 10, total_micros: 12 });
  expect(parts.map(({ name }) => name)).toEqual(["First byte", "Rest"]);
});

test("without an answer the rest is the wait", () => {
  const parts = timingParts({ lookup_micros: null, connect_micros: 5, first_byte_micros: null, total_micros: 105 });
  expect(parts).toEqual([
    { name: "Connect", micros: 5 },
    { name: "Rest", micros: 100 },
  ]);
});
