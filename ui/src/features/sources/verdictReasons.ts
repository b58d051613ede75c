// Why a signature did not verify, as a sentence.
import type { Reason } from "../../core/generated/Reason";
import type { Verification } from "../../core/generated/Verification";

const sentences: Record<Reason, string> = {
  signature_mismatch: "The signature does not match. This is not the secret it was signed with, or the body was changed.",
  missing_signature: "The capture carries no signature where this scheme puts it.",
  unsupported_or_malformed_signature: "The signature is not written as this scheme writes it.",
  missing_timestamp: "The capture carries no timestamp.",
  malformed_timestamp: "The timestamp cannot be read.",
  timestamp_too_old: "It was signed too long before it arrived.",
  timestamp_in_future: "It was signed at a time ahead of this clock.",
  missing_header: "A header that is signed is missing.",
  token_mismatch: "The token is another one.",
  body_hash_mismatch: "The body is not the one that was signed.",
  url_hash_mismatch: "The URL is not the one that was signed.",
  token_expired: "The token has expired.",
  token_not_yet_valid: "The token is not valid yet.",
  wrong_issuer: "The token was issued by someone else.",
  alg_not_allowed: "The token uses an algorithm that is not allowed.",
  unknown_key_id: "The key that signed is not known.",
  no_matching_key_id: "None of the keys has the id that signed.",
  untrusted_cert_url: "The certificate comes from an address that is not trusted.",
};

/** What a check found, in a sentence. */
export function verificationSentence({ verdict, reason, evidence }: Verification): string {
  if (verdict === "verified") return matched(evidence?.matched_secret?.name);
  if (reason !== null && evidence?.detail) return `${sentences[reason]} ${capital(evidence.detail)}.`;
  return reason === null ? (evidence?.detail ?? "Nothing could be checked: give a secret.") : sentences[reason];
}

function matched(secret: string | undefined): string {
  return secret === undefined ? "The signature matches." : `The signature matches ${secret}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, "");
}
