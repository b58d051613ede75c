// A small world for the tests of this folder.
import type { SchemeDetail } from "../../core/generated/SchemeDetail";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import type { Verification } from "../../core/generated/Verification";

/** A scheme like Stripe's, but for what differs. */
export function scheme(differs: Partial<SchemeSummary> = {}): SchemeSummary {
  return {
    id: "stripe-v1",
    provider: "Stripe",
    name: "v1",
    place: "header Stripe-Signature",
    algorithm: "HMAC-SHA256",
    confidence: "S",
    facts_from: "its SDK",
    notes: null,
    signs_timestamp: false,
    signs_url: false,
    signs_body: true,
    tolerance: null,
    future: null,
    secret_form: "text",
    public_key: false,
    handshake: false,
    own: false,
    ...differs,
  };
}

/** Its page. */
export function detailOf(summary: SchemeSummary, differs: Partial<SchemeDetail> = {}): SchemeDetail {
  return {
    summary,
    manual: {
      summary,
      mark: "Read in the SDK.",
      sections: [{ title: "Where the signature is", text: ["In a header."], facts: [{ name: "Encoding", value: "hex", code: false }] }],
      example: { secret: "whsec_example", method: "POST", url: "https://example.com/", headers: [["Stripe-Signature", "t=1,v1=ab"]], body: "{}", signed: "1.{}", now_unix: 1 },
    },
    definition: `id = "${summary.id}"\nprovider = "${summary.provider}"\n`,
    own: summary.own,
    used_by: [],
    ...differs,
  };
}

/** A check that ended well. */
export const verified: Verification = {
  verdict: "verified",
  reason: null,
  evidence: {
    scheme: "stripe-v1",
    signature: { place: "header Stripe-Signature", text: "t=1,v1=ab" },
    parts: [],
    timestamp: null,
    signed: { segments: [{ kind: "body", name: "body", text: null, length: 2 }], length: 2, variant: null },
    comparisons: [{ secret: { id: null, name: "secret 1" }, expected: "ab", received: "ab", matches: true }],
    matched_secret: { id: null, name: "secret 1" },
    detail: null,
    claims: [],
    key_url: null,
  },
};
