//! Words for how a digest is computed and written.

use super::row::Row;

/// The rows.
pub const WORDS: &[Row] = &[
    (
        "sig.hex_instead_of_base64",
        "",
        "The signature is written in hex; {provider} writes base64.",
        "Write the digest in base64, or compare decoded bytes.",
    ),
    (
        "sig.base64_instead_of_hex",
        "",
        "The signature is written in base64; {provider} writes hex.",
        "Write the digest in hex, or compare decoded bytes.",
    ),
    (
        "sig.base64url_instead_of_base64",
        "",
        "The signature is written in the URL-safe form of base64, or without its padding; {provider} writes the usual one.",
        "Write the digest with + and /, and with = at the end.",
    ),
    (
        "sig.base64url_instead_of_base64",
        "base64",
        "The signature is written in usual base64; {provider} writes the URL-safe form.",
        "Write the digest with - and _ and without =.",
    ),
    (
        "sig.upper_case_hex",
        "",
        "The signature is written in upper-case hex; {provider} writes lower case and compares text.",
        "Write the digest in lower case, or compare decoded bytes.",
    ),
    (
        "sig.upper_case_hex",
        "lower",
        "The signature is written in lower-case hex; {provider} writes upper case and compares text.",
        "Write the digest in upper case, or compare decoded bytes.",
    ),
    (
        "sig.base64_of_hex",
        "",
        "The signature is base64 of the digest's hex text instead of its bytes.",
        "Encode the digest's bytes: digest('base64'), not base64 of digest('hex').",
    ),
    (
        "sig.missing_prefix",
        "",
        "The signature lacks the {detail} that {provider} writes in front of it.",
        "Put {detail} in front of the digest.",
    ),
    (
        "sig.unexpected_prefix",
        "",
        "The signature has {detail} in front of it, which {provider} does not write.",
        "Write the digest without it, or check with the scheme that has it.",
    ),
    (
        "alg.hmac_sha1",
        "",
        "The signature is an HMAC with SHA-1; {provider} uses another algorithm.",
        "Sign with the scheme's algorithm, or choose the scheme that uses SHA-1.",
    ),
    (
        "alg.hmac_sha256",
        "",
        "The signature is an HMAC with SHA-256; {provider} uses another algorithm.",
        "Sign with the scheme's algorithm, or choose the scheme that uses SHA-256.",
    ),
    (
        "alg.hmac_sha512",
        "",
        "The signature is an HMAC with SHA-512; {provider} uses another algorithm.",
        "Sign with the scheme's algorithm, or choose the scheme that uses SHA-512.",
    ),
    (
        "alg.plain_hash_not_hmac",
        "",
        "The signature is a plain hash of the secret followed by the message, not an HMAC.",
        "Sign with HMAC: the secret is its key, not part of the message.",
    ),
    (
        "alg.plain_hash_not_hmac",
        "secret last",
        "The signature is a plain hash of the message followed by the secret, not an HMAC.",
        "Sign with HMAC: the secret is its key, not part of the message.",
    ),
    (
        "alg.plain_hash_not_hmac",
        "no secret",
        "The signature is a plain hash of the message without any secret: anybody can make it.",
        "Sign with HMAC and the secret as its key.",
    ),
    (
        "scheme.other",
        "",
        "The signature is right in another scheme: {detail}.",
        "Check with that scheme.",
    ),
];
