//! The algorithms that sign tokens (RFC 7518, 3.1).
//!
//! `none` is not among them: no scheme allows it.

use crate::scheme::definition::Hash;
use crate::{digest, public_key};

/// An algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// With a secret that both sides share.
    Shared(Shared),
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

/// An HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// HMAC-SHA256.
    Hs256,
    /// HMAC-SHA384.
    Hs384,
    /// HMAC-SHA512.
    Hs512,
}

/// The one that most schemes pin.
pub const HS256: &[Algorithm] = &[Algorithm::Shared(Shared::Hs256)];

/// Those that libraries accept for a shared secret unless told otherwise.
pub const HS: &[Algorithm] = &[
    Algorithm::Shared(Shared::Hs256),
    Algorithm::Shared(Shared::Hs384),
    Algorithm::Shared(Shared::Hs512),
];

/// Only a key pair.
pub const ES256: &[Algorithm] = &[Algorithm::Es256];

impl Algorithm {
    /// The name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared(Shared::Hs256) => "HS256",
            Self::Shared(Shared::Hs384) => "HS384",
            Self::Shared(Shared::Hs512) => "HS512",
            Self::Es256 => "ES256",
        }
    }
}

impl Shared {
    /// The signature that a secret gives.
    pub fn mac(self, key: &[u8], signed: &str) -> Vec<u8> {
        let pieces = std::iter::once(signed.as_bytes());
        let digest = match self {
            Self::Hs256 => digest::hmac(Hash::Sha256, key, pieces),
            Self::Hs384 => digest::hmac_sha384(key, pieces),
            Self::Hs512 => digest::hmac(Hash::Sha512, key, pieces),
        };
        digest.as_slice().to_vec()
    }
}

/// Whether a P-256 key made this signature.
pub fn es256(point: &[u8], signed: &str, signature: &[u8]) -> bool {
    public_key::verifies_es256(point, signed.as_bytes(), signature)
}
