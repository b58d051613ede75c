import { expect, test } from "vitest";
import { asBody, bytesOf } from "../bytes";
import { clockProblem, timestampOf } from "./clock";
import { type BenchDraft, emptyBench, hasRequest, partsOf, problemsOf, requestOf, signOf, verifyOf } from "./draft";
import { changeOf } from "./mend";

const filled: BenchDraft = { ...emptyBench, url: "https://example.com/in", headers: "X-Sig: 1", text: '{"a":1}', scheme: { id: "stripe-v1" }, secrets: ["", "s"] };

test("an empty bench asks nothing", () => {
  expect(hasRequest(emptyBench)).toBe(false);
  expect(verifyOf(emptyBench)).toBeNull();
});

test("a check is asked for as soon as there are request and scheme", () => {
  expect(verifyOf(filled)).toEqual({
    request: { method: "POST", url: "https://example.com/in", headers: [["X-Sig", "1"]], body: { text: '{"a":1}' } },
    scheme: { id: "stripe-v1" },
    secrets: { typed: ["s"] },
    tolerance_seconds: null,
    future: null,
    now: null,
  });
});

test("signing waits for a secret", () => {
  expect(signOf({ ...filled, secrets: [""] }, false)).toBeNull();
  expect(signOf({ ...filled, secretsFrom: "source", source: "src_1" }, false)).toMatchObject({ secrets: { source: "src_1" } });
});

test("a key pair signs with its private half and is checked with the other", () => {
  const pair: BenchDraft = { ...filled, secrets: ["public"], privateKey: "private" };
  expect(signOf(pair, true)).toMatchObject({ secrets: { typed: ["private"] } });
  expect(verifyOf(pair)).toMatchObject({ secrets: { typed: ["public"] } });
  expect(signOf({ ...pair, privateKey: "" }, true)).toBeNull();
});

test("what cannot be read is said by field, and asks nothing", () => {
  const wrong: BenchDraft = { ...filled, url: "example", headers: "nonsense", tolerance: "5m", clock: "soon", bodyForm: "base64", base64: "?" };
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual(["base64", "clock", "headers", "tolerance", "url"]);
  expect(verifyOf(wrong)).toBeNull();
});

test("a request leads back to itself by way of the fields", () => {
  const request = requestOf(filled);
  expect(requestOf({ ...emptyBench, ...partsOf(request) })).toEqual(request);
});

test("carriage returns survive, which a text field would lose", () => {
  const body = { text: "a\r\nb" };
  const draft = { ...emptyBench, ...partsOf({ ...requestOf(filled), body }) };
  expect(draft.bodyForm).toBe("base64");
  expect(bytesOf(requestOf(draft).body)).toEqual(bytesOf(body));
});

test("bytes that are no text go as base64, a byte order mark stays", () => {
  expect(asBody(new Uint8Array([0xff, 0xfe]))).toEqual({ b64: "//4=" });
  expect(asBody(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toEqual({ text: "\uFEFFa" });
});

test("a clock is a date, or seconds or milliseconds since 1970", () => {
  expect(timestampOf("")).toBeNull();
  for (const text of ["1769860800", "1769860800000", "2026-01-31T12:00:00Z"]) expect(timestampOf(text)).toBe("2026-01-31T12:00:00.000Z");
  expect(clockProblem("tomorrow")).toContain("1769860800");
});

test("a diagnosis mends what lies on the bench", () => {
  const secret = { id: null, name: "secret 1" };
  const quoted: BenchDraft = { ...filled, secrets: ['"s"'] };
  expect(changeOf({ kind: "change_secret", secret, how: "unquote" }, quoted, [])?.part).toEqual({ secrets: ["s"] });
  expect(changeOf({ kind: "change_secret", secret, how: "trim" }, { ...filled, secrets: [" s\n"] }, [])?.part).toEqual({ secrets: ["s"] });
  expect(changeOf({ kind: "scheme", id: "github-sha256" }, filled, [])?.part).toEqual({ scheme: { id: "github-sha256" } });
  expect(changeOf({ kind: "use_secret", secret, source: "shop" }, filled, [{ id: "src_2", name: "shop" }])?.part).toEqual({ secretsFrom: "source", source: "src_2" });
  expect(changeOf({ kind: "use_secret", secret, source: "gone" }, filled, [])).toBeNull();
});
