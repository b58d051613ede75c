// What verdicts and reasons mean, in sentences: what happened, then what helps.
import type { Reason } from "../core/generated/Reason";
import type { Verification } from "../core/generated/Verification";
import { isToken } from "./token";

const reasons: Record<Reason, string> = {
  signature_mismatch:
    "The signature does not match. Another secret made it, or the bytes changed on the way.",
  missing_signature: "There is no signature in this request. Either the sender does not sign, or something on the way drops the header.",
  unsupported_or_malformed_signature: "A signature is there, but not in a form this scheme knows. Check the scheme and its version.",
  missing_timestamp: "The scheme signs a timestamp, and none came with this request.",
  malformed_timestamp: "The timestamp is not written the way this scheme writes it.",
  timestamp_too_old: "The signature is right, but the request is older than allowed. A replayed capture needs to be signed afresh; else check the clocks.",
  timestamp_in_future: "The signature is right, but the timestamp lies ahead of this machine's clock. Check the clocks.",
  missing_header: "A header that is part of the signed bytes is missing.",
  token_mismatch: "The token differs from the one configured.",
  body_hash_mismatch: "The signed hash belongs to another body: the body changed on the way.",
  url_hash_mismatch: "The signed hash belongs to another URL: set the source's public URL to what the provider was given.",
  token_expired: "The signed token has expired.",
  token_not_yet_valid: "The signed token is not valid yet. Check the clocks.",
  wrong_issuer: "The signed token was issued by someone else.",
  alg_not_allowed: "The signed token names an algorithm that must not be accepted.",
  unknown_key_id: "The request names a key that is not known here.",
  no_matching_key_id: "None of the keys at hand has the key id of this request.",
  untrusted_cert_url: "The certificate's address is not one of the provider's.",
};

/** A verdict as a sentence. */
export function verdictSentence({ verdict, reason, evidence }: Verification): string {
  if (reason !== null) return reasons[reason];
  if (verdict === "verified" && evidence !== null && isToken(evidence)) return "The token is the one configured. It says nothing of the body: whoever has seen it can send any.";
  if (verdict === "verified") return "The signature matches the bytes that arrived.";
  if (verdict === "unsigned") return reasons.missing_signature;
  return evidence?.detail ?? "Nothing was checked: the source has no signature scheme, or no secret to check with.";
}
