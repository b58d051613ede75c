import type { Reason } from "../../core/generated/Reason";

/** Why a check failed, in one sentence. */
export const reasonWords: Record<Reason, string> = {
  signature_mismatch: "The signature does not match: another secret, or the body was changed on its way.",
  missing_signature: "There is no signature where this scheme has it.",
  unsupported_or_malformed_signature: "The signature is not written as this scheme writes it.",
  missing_timestamp: "There is no timestamp.",
  malformed_timestamp: "The timestamp cannot be read.",
  timestamp_too_old: "The timestamp is older than allowed.",
  timestamp_in_future: "The timestamp lies further ahead than allowed.",
  missing_header: "A header that is signed is missing.",
  token_mismatch: "The token is another one.",
  body_hash_mismatch: "The hash of the body is another one.",
  url_hash_mismatch: "The hash of the URL is another one.",
  token_expired: "The token has expired.",
  token_not_yet_valid: "The token is not valid yet.",
  wrong_issuer: "The token is from someone else.",
  alg_not_allowed: "The token's algorithm is not allowed.",
  unknown_key_id: "The key that signed is not known.",
  no_matching_key_id: "No key has the id that is named.",
  untrusted_cert_url: "The certificate's address is not the provider's.",
};
