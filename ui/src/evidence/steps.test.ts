import { describe, expect, it } from "vitest";
import type { Evidence } from "../core/generated/Evidence";
import { freshnessShare, freshnessWords, stepsOf } from "./steps";
import { verdictSentence } from "./verdictWords";

const timestamp = { place: "part t", text: "1", at: null, age_micros: 2_400_000, tolerance_seconds: 300, future: "accept" } as const;

const evidence: Evidence = {
  scheme: "stripe-v1",
  signature: { place: "header Stripe-Signature", text: "t=1,v1=00" },
  parts: [],
  timestamp,
  signed: { segments: [], length: 3, variant: null },
  comparisons: [{ secret: { id: null, name: "secret 1" }, expected: "11", received: "00", matches: false }],
  matched_secret: null,
  detail: null,
  claims: [],
  key_url: null,
};

const outcomes = (reason: Parameters<typeof stepsOf>[0]["reason"], proof: Evidence) =>
  stepsOf({ verdict: reason === null ? "verified" : "rejected", reason, evidence: proof }).map(({ name, outcome }) => [name, outcome]);

describe("stepsOf", () => {
  it("marks the one step that fails", () => {
    expect(outcomes("signature_mismatch", evidence)).toEqual([
      ["Signature found", "good"],
      ["Timestamp fresh", "good"],
      ["Bytes to sign", "good"],
      ["Digest differs", "bad"],
      ["Rejected", "bad"],
    ]);
  });

  it("shows a right digest that came too late", () => {
    const late = { ...evidence, comparisons: evidence.comparisons.map((one) => ({ ...one, matches: true })) };
    expect(outcomes("timestamp_too_old", late)).toContainEqual(["Timestamp refused", "bad"]);
    expect(outcomes("timestamp_too_old", late)).toContainEqual(["Digest matches", "good"]);
  });

  it("says which claim differs, under a signature that holds", () => {
    const claim = { place: "claim sha256", what: "SHA-256 of the body in hex", expected: "aa", received: "bb", matches: false };
    const held = evidence.comparisons.map((one) => ({ ...one, matches: true }));
    expect(outcomes("body_hash_mismatch", { ...evidence, comparisons: held, claims: [claim] })).toContainEqual(["Digest matches", "good"]);
    expect(outcomes("body_hash_mismatch", { ...evidence, comparisons: held, claims: [claim] })).toContainEqual(["Claim differs", "bad"]);
  });

  it("does not speak of digests where the secret itself was sent", () => {
    const token = { ...evidence, timestamp: null, signed: null, comparisons: evidence.comparisons.map((one) => ({ ...one, expected: null, matches: true })) };
    expect(outcomes(null, token)).toContainEqual(["Token matches", "good"]);
    expect(verdictSentence({ verdict: "verified", reason: null, evidence: token })).toContain("says nothing of the body");
    const key = { ...token, signed: evidence.signed };
    expect(outcomes(null, key)).toContainEqual(["Digest matches", "good"]);
  });

  it("shows the pieces of a signature that was cut", () => {
    const parts = [{ name: "t", value: "1", used: true }, { name: "v0", value: "00", used: false }];
    expect(outcomes("signature_mismatch", { ...evidence, parts })).toContainEqual(["Signature read", "good"]);
  });

  it("does not call a time fresh that would be refused next", () => {
    const old = { ...evidence, timestamp: { ...timestamp, age_micros: 400_000_000 } };
    expect(outcomes("signature_mismatch", old)).toContainEqual(["Not fresh either", "none"]);
    const ahead = { ...evidence, timestamp: { ...timestamp, age_micros: -400_000_000 } };
    expect(outcomes(null, ahead)).toContainEqual(["Timestamp fresh", "good"]);
  });

  it("stops at what is not there", () => {
    const none = { ...evidence, signature: null, timestamp: null, signed: null, comparisons: [] };
    const [step] = stepsOf({ verdict: "unsigned", reason: "missing_signature", evidence: none });
    expect(step).toMatchObject({ name: "No signature", outcome: "absent" });
  });
});

it("says how old a request is and what is allowed", () => {
  expect(freshnessWords(timestamp)).toBe("2.40 s old, 300 s allowed");
  expect(freshnessShare(timestamp)).toBeCloseTo(0.008);
  expect(freshnessWords({ ...timestamp, age_micros: 14 * 86_400_000_000 })).toBe("14 days old, 300 s allowed");
});
