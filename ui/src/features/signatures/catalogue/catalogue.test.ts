import { expect, test } from "vitest";
import type { Evidence } from "../../../core/generated/Evidence";
import { ownCopy } from "../own/ownCopy";
import { scheme } from "../sample";
import { messagePieces, signaturePieces } from "./pieces";
import { algorithmsOf, filterOf, filterSchemes } from "./schemeFilter";

const stripe = scheme({ signs_timestamp: true, tolerance: 300 });
const square = scheme({ id: "square", provider: "Square", name: "Square", place: "header x-square-hmacsha256-signature", signs_url: true });
const box = scheme({ id: "discord", provider: "Discord", name: "Discord", place: "header X-Signature-Ed25519", algorithm: "Ed25519", public_key: true, confidence: "C", handshake: true });
const all = [stripe, square, box];
const found = (search: Parameters<typeof filterOf>[0]) => filterSchemes(all, filterOf(search)).map(({ id }) => id);

test("schemes are found by provider, header or algorithm", () => {
  expect(found({ find: "STRIPE" })).toEqual(["stripe-v1"]);
  expect(found({ find: "square-hmac" })).toEqual(["square"]);
  expect(found({ find: "ed25519" })).toEqual(["discord"]);
});

test("traits, mark and algorithm narrow what is found", () => {
  expect(found({ only: "timestamp" })).toEqual(["stripe-v1"]);
  expect(found({ only: "url" })).toEqual(["square"]);
  expect(found({ only: "handshake,public" })).toEqual(["discord"]);
  expect(found({ mark: "C" })).toEqual(["discord"]);
  expect(found({ algorithm: "HMAC-SHA256" })).toEqual(["stripe-v1", "square"]);
});

test("what the address says wrongly filters nothing", () => {
  expect(found({ only: "colour", mark: "X" })).toHaveLength(3);
});

test("algorithms are counted, the commonest first", () => {
  expect(algorithmsOf(all)).toEqual([{ name: "HMAC-SHA256", count: 2 }, { name: "Ed25519", count: 1 }]);
});

const evidence: Evidence = {
  scheme: "stripe-v1",
  signature: { place: "header Stripe-Signature", text: "t=17,v1=abcd,v0=ef" },
  parts: [
    { name: "t", value: "17", used: true },
    { name: "v1", value: "abcd", used: true },
    { name: "v0", value: "ef", used: false },
  ],
  timestamp: { place: "part t", text: "17", at: null, age_micros: 0, tolerance_seconds: 300, future: "accept" },
  signed: null,
  comparisons: [{ secret: { id: null, name: "secret 1" }, expected: "abcd", received: "abcd", matches: true }],
  matched_secret: null,
  detail: null,
  claims: [],
  key_url: null,
};

test("the signature's text is drawn as the scheme cuts it", () => {
  expect(signaturePieces(evidence).map(({ text, label }) => [text, label])).toEqual([
    ["t=", ""],
    ["17", "time"],
    [",v1=", ""],
    ["abcd", "signature"],
    [",v0=", ""],
    ["ef", "v0, not read"],
  ]);
});

test("a signature without pieces is drawn whole", () => {
  const plain = { ...evidence, parts: [], signature: { place: "header X", text: "abcd" } };
  expect(signaturePieces(plain)).toEqual([{ text: "abcd", label: "signature", tone: "signature" }]);
});

test("the signed bytes are drawn by their names, with line ends in sight", () => {
  const signed = {
    segments: [
      { kind: "timestamp" as const, name: "timestamp", text: "17", length: 2 },
      { kind: "literal" as const, name: ".", text: "\n", length: 1 },
      { kind: "body" as const, name: "body", text: null, length: 2 },
    ],
    length: 5,
    variant: null,
  };
  expect(messagePieces(signed, "{}").map(({ text, label }) => [text, label])).toEqual([["17", "timestamp"], ["↵", ""], ["{}", "body"]]);
});

test("a copy has an id of its own and nobody who vouches for it", () => {
  const copy = ownCopy('id = "stripe-v1"\nprovider = "Stripe"\nconfidence = "S"\nfacts_from = "its SDK"\n\n[event]\nid = "json:id"\n');
  expect(copy).toBe('id = "my-stripe-v1"\nprovider = "Stripe"\n\n[event]\nid = "json:id"\n');
  expect(ownCopy(copy)).toBe(copy);
});
