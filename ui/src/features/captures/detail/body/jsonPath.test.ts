import { expect, test } from "vitest";
import { layOut, lineText } from "./jsonLayout";
import { pathText, stepsTo, valueText } from "./jsonPath";

const layout = layOut('{"data":{"lines":[{"id":1},{"id": "b" },[]],"odd key":true}, "last":"x"}');

/** Path and value of the line that reads like this. */
function at(shown: string): [string, string] | undefined {
  const line = layout?.from.findIndex((_, each) => lineText(layout, each) === shown) ?? -1;
  return layout ? [pathText(stepsTo(layout, line)), valueText(layout, line)] : undefined;
}

test("a value has a path from the root", () => {
  expect(at('"id": "b"')).toEqual(["$.data.lines[1].id", '"b"']);
  expect(at('"odd key": true')).toEqual(['$.data["odd key"]', "true"]);
  expect(at('"last": "x"')).toEqual(["$.last", '"x"']);
});

test("a line that opens something stands for all of it", () => {
  expect(at('"lines": [')).toEqual(["$.data.lines", '[{"id":1},{"id": "b" },[]]']);
  expect(at("[]")).toEqual(["$.data.lines[2]", "[]"]);
  expect(at("{")?.[0]).toBe("$");
});

test("a line that closes something stands for it, too", () => {
  expect(at("],")).toEqual(at('"lines": ['));
  expect(at("}")?.[0]).toBe("$");
});
