//! What tokens claim of bodies and URLs, as providers write it.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};

use crate::Request;
use crate::digest::{self, DigestBytes};
use crate::encode::hex;
use crate::scheme::definition::Hash;

/// The SHA-256 of the body in hex.
pub fn body_sha256_hex(request: &Request<'_>) -> String {
    hex(sha256(request.body).as_slice())
}

/// The SHA-256 of the body in base64.
pub fn body_sha256_base64(request: &Request<'_>) -> String {
    BASE64_STANDARD.encode(sha256(request.body).as_slice())
}

/// The SHA-256 of the body in base64url, with padding.
pub fn body_sha256_base64url(request: &Request<'_>) -> String {
    BASE64_URL_SAFE.encode(sha256(request.body).as_slice())
}

/// The SHA-256 of the URL in hex.
pub fn url_sha256_hex(request: &Request<'_>) -> String {
    hex(sha256(request.url.as_bytes()).as_slice())
}

/// The URL itself.
pub fn url(request: &Request<'_>) -> String {
    request.url.to_owned()
}

/// Base64 without its padding.
pub fn without_padding(text: &str) -> String {
    text.trim_end_matches('=').to_owned()
}

fn sha256(bytes: &[u8]) -> DigestBytes {
    digest::hash(Hash::Sha256, std::iter::once(bytes))
}
