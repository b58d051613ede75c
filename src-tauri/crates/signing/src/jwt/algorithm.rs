//! The algorithms that sign tokens.

use crate::digest;
use crate::scheme::definition::Hash;

/// An algorithm of RFC 7518. `none` is not among them: no scheme allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// HMAC-SHA256.
    Hs256,
    /// HMAC-SHA384.
    Hs384,
    /// HMAC-SHA512.
    Hs512,
}

impl Algorithm {
    /// The name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
        }
    }

    /// The signature that a shared secret gives.
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
