// A rejected capture, its source and what a diagnosis says of it, for tests.
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { Cause } from "../../../../core/generated/Cause";
import type { Diagnosis } from "../../../../core/generated/Diagnosis";
import type { SchemeSummary } from "../../../../core/generated/SchemeSummary";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import type { Verification } from "../../../../core/generated/Verification";

const secret = { id: "sec_1", name: "whsec_…4f" };

/** Stripe as the catalogue has it, as far as the tab reads it. */
export const stripe = {
  id: "stripe-v1",
  provider: "Stripe",
  name: "Stripe",
  place: "header Stripe-Signature",
  algorithm: "HMAC-SHA256",
  public_key: false,
  signs_url: false,
  signs_body: true,
  tolerance: 300,
} as SchemeSummary;

/** A check that found another digest. */
export const rejected: Verification = {
  verdict: "rejected",
  reason: "signature_mismatch",
  evidence: {
    scheme: "stripe-v1",
    signature: { place: "header Stripe-Signature", text: "v1=52be" },
    parts: [{ name: "v1", value: "52be", used: true }],
    timestamp: null,
    signed: { segments: [{ kind: "literal", name: "x", text: "{}", length: 2 }], length: 2, variant: null },
    comparisons: [{ secret, expected: "8343", received: "52be", matches: false }],
    matched_secret: null,
    detail: null,
    claims: [],
    key_url: null,
  },
};

/** The same request once the right secret is there. */
export const verified: Verification = { ...rejected, verdict: "verified", reason: null };

/** A capture with such a check. */
export function captured(verification: Verification, source_id: string | null = "src_1"): CaptureDetail {
  return {
    capture: { id: "cap_1", source: source_id === null ? "unsorted" : "shop", target: "/shop/hooks", verdict: verification.verdict },
    headers: [["Stripe-Signature", "v1=52be"]],
    source_id,
    verification,
  } as CaptureDetail;
}

/** Its source. */
export function source(scheme: string | null = "stripe-v1"): SourceOverview {
  return {
    source: {
      id: "src_1",
      name: "shop",
      scheme,
      secrets: [{ id: "sec_1", hint: "whsec_…4f", created_at: "2026-01-31T12:00:00Z", locked: false }],
      public_url: null,
      tolerance_seconds: null,
    },
    provider: scheme && "Stripe",
  } as SourceOverview;
}

/** The body lost its last newline, and another source's secret signed it. */
export const cause: Cause = {
  code: "secret.other_endpoint",
  steps: [{ code: "secret.other_endpoint", detail: "", sentence: "", fix: "" }],
  sentence: "It would match with the secret of another endpoint.",
  fix: "Use that endpoint's secret.",
  secret: { id: "sec_2", name: "whsec_…9a" },
  mend: { kind: "use_secret", secret: { id: "sec_2", name: "whsec_…9a" }, source: "orders" },
  proof: {
    expected: "52be",
    received: "52be",
    checked: { part: "secret", excerpt_b64: "", offset: 0, differs_from: 0, differs_to: 0, length: 0 },
    signed: { part: "secret", excerpt_b64: "", offset: 0, differs_from: 0, differs_to: 0, length: 0 },
  },
};

/** What a search found. */
export function diagnosis(part: Partial<Diagnosis>): Diagnosis {
  return { verification: rejected, causes: [], hints: [], tried: 1204, finished: true, remains: [], ...part };
}
