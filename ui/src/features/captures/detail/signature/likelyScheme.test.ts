import { expect, test } from "vitest";
import type { SchemeSummary } from "../../../../core/generated/SchemeSummary";
import { likelyScheme } from "./likelyScheme";

const scheme = (id: string, place: string, confidence: SchemeSummary["confidence"]): SchemeSummary => ({
  id,
  provider: id,
  name: id,
  place,
  algorithm: "HMAC-SHA256",
  confidence,
  facts_from: "",
  notes: null,
  signs_timestamp: false,
  signs_url: false,
  tolerance: null,
  future: null,
  secret_form: "text, used as it is",
  public_key: false,
});

const schemes = [
  scheme("rumoured", "header X-Signature", "M"),
  scheme("documented", "header X-Signature", "S"),
  scheme("either", "header svix-signature or header webhook-signature", "S"),
  scheme("in-body", "body field signature", "S"),
];

test("the surest scheme of a header is taken, whatever the header's case", () => {
  expect(likelyScheme(schemes, [["x-SIGNATURE", "abc"]])?.id).toBe("documented");
});

test("any of several places will do", () => {
  expect(likelyScheme(schemes, [["Webhook-Signature", "v1,abc"]])?.id).toBe("either");
});

test("without a known header nothing is guessed", () => {
  expect(likelyScheme(schemes, [["Content-Type", "text/plain"]])).toBeNull();
});
