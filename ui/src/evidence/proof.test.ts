import { describe, expect, test } from "vitest";
import type { ProofBytes } from "../core/generated/ProofBytes";
import { bytesOf, hexLines, isText, proofLines } from "./proof";

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** Two whole texts as the sides of a proof. */
function sides(signed: string, checked: string): [ProofBytes, ProofBytes] {
  const [a, b] = [signed, checked].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let alike = 0;
  while (alike < Math.min(a.length, b.length) - from && a.at(-1 - alike) === b.at(-1 - alike)) alike += 1;
  const side = (bytes: Uint8Array) => ({ part: "body", excerpt_b64: base64(bytes), offset: 0, differs_from: from, differs_to: bytes.length - alike, length: bytes.length });
  return [side(a), side(b)];
}

const drawn = (side: "signed" | "checked", [signed, checked]: [ProofBytes, ProofBytes]) =>
  proofLines(signed, checked).map((line) => line[side].map(({ kind, text }) => (kind === "same" ? text : kind === "only" ? `[${text}]` : "|")).join(""));

describe("proofLines", () => {
  test("what was signed and is missing here is marked in both", () => {
    const pair = sides('{"a":1}\n', '{"a":1}');
    expect(drawn("signed", pair)).toEqual(['{"a":1}[\n]']);
    expect(drawn("checked", pair)).toEqual(['{"a":1}|']);
  });

  test("a layout is compared line by line", () => {
    const pair = sides('{\n  "a": 1\n}', '{"a":1}');
    expect(drawn("signed", pair)).toEqual(["{[\n]", '[  ]"a":[ ]1[\n]', "}"]);
    expect(drawn("checked", pair)).toEqual(["{|", '|"a":|1|', "}"]);
  });

  test("what stands in the place of something else leaves no gap", () => {
    const pair = sides("https://a/hooks", "http:8//a/hooks");
    expect(drawn("signed", pair).join("")).not.toContain("||");
    expect(drawn("checked", pair).join("")).toContain("[8]");
  });

  test("a dot in common does not cut two names in pieces", () => {
    const pair = sides("https://hooks.example.com/orders/hooks", "https://127.0.0.1:4400/orders/hooks");
    expect(drawn("signed", pair)).toEqual(["https://[hooks.example.com]/orders/hooks"]);
    expect(drawn("checked", pair)).toEqual(["https://[127.0.0.1:4400]/orders/hooks"]);
  });

  test("texts with little in common are marked as a whole", () => {
    const pair = sides("abcdefgh", "stuvwxyz");
    expect(drawn("signed", pair)).toEqual(["[abcdefgh]"]);
    expect(drawn("checked", pair)).toEqual(["[stuvwxyz]"]);
  });

  test("one excerpt reaching further than the other is no difference", () => {
    const [signed, checked] = sides('{ "a": 1, "b"', '{"a":1,"b":2,"c":3');
    const cut = [{ ...signed, length: 900 }, { ...checked, length: 700 }] as [ProofBytes, ProofBytes];
    expect(drawn("checked", cut)).toEqual(['{|"a":|1,|"b":2,"c":3']);
  });
});

test("hex lines of both sides begin at the same places", () => {
  const side = { part: "body", excerpt_b64: base64(Uint8Array.of(1, 2, 3, 10)), offset: 6, differs_from: 8, differs_to: 9, length: 10 };
  expect(hexLines(side).map(({ offset, bytes }) => [offset, bytes.map(({ hex, differs }) => (differs ? `[${hex}]` : hex)).join(" ")])).toEqual([
    [6, "01 02"],
    [8, "[03] 0a"],
  ]);
});

test("bytes that are no text are told from those that are", () => {
  const side = (bytes: Uint8Array) => ({ part: "body", excerpt_b64: base64(bytes), offset: 0, differs_from: 0, differs_to: 1, length: bytes.length });
  expect(isText(side(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 255)))).toBe(false);
  expect(isText(side(new TextEncoder().encode("grün\r\n")))).toBe(true);
  expect(bytesOf(side(Uint8Array.of(0xff, 0)))).toEqual(Uint8Array.of(0xff, 0));
});
