//! Hashes and HMACs over bytes that come in pieces.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::encode::hex;
use crate::scheme::definition::Hash;

/// A digest of at most 64 bytes, without an allocation.
#[derive(Debug, Clone, Copy)]
pub struct DigestBytes {
    bytes: [u8; 64],
    length: usize,
}

impl DigestBytes {
    /// Takes a digest.
    pub fn new(digest: &[u8]) -> Self {
        let mut bytes = [0; 64];
        bytes[..digest.len()].copy_from_slice(digest);
        Self {
            bytes,
            length: digest.len(),
        }
    }

    /// The digest.
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// An HMAC that has taken its key, for as many messages as come.
///
/// It is worth as much as the key: the feature `zeroize` of the hashes has it wiped when dropped.
#[derive(Clone)]
pub enum KeyedHmac {
    /// With SHA-1.
    Sha1(Hmac<Sha1>),
    /// With SHA-256.
    Sha256(Hmac<Sha256>),
    /// With SHA-512.
    Sha512(Hmac<Sha512>),
}

impl KeyedHmac {
    /// Takes a key of any length.
    pub fn new(hash: Hash, key: &[u8]) -> Self {
        macro_rules! keyed {
            () => {
                Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
            };
        }
        match hash {
            Hash::Sha1 => Self::Sha1(keyed!()),
            Hash::Sha256 => Self::Sha256(keyed!()),
            Hash::Sha512 => Self::Sha512(keyed!()),
        }
    }

    /// The HMAC of the pieces, one after the other.
    pub fn digest<'a>(self, pieces: impl Iterator<Item = &'a [u8]>) -> DigestBytes {
        macro_rules! of {
            ($mac:expr) => {{
                let mut mac = $mac;
                pieces.for_each(|piece| mac.update(piece));
                DigestBytes::new(&mac.finalize().into_bytes())
            }};
        }
        match self {
            Self::Sha1(mac) => of!(mac),
            Self::Sha256(mac) => of!(mac),
            Self::Sha512(mac) => of!(mac),
        }
    }
}

/// The HMAC of the pieces, one after the other.
pub fn hmac<'a>(hash: Hash, key: &[u8], pieces: impl Iterator<Item = &'a [u8]>) -> DigestBytes {
    KeyedHmac::new(hash, key).digest(pieces)
}

/// The HMAC with SHA-384, which only signed tokens use.
pub fn hmac_sha384<'a>(key: &[u8], pieces: impl Iterator<Item = &'a [u8]>) -> DigestBytes {
    let mut mac = Hmac::<Sha384>::new_from_slice(key).expect("HMAC takes a key of any length");
    pieces.for_each(|piece| mac.update(piece));
    DigestBytes::new(&mac.finalize().into_bytes())
}

/// The hash of the pieces, one after the other.
pub fn hash<'a>(hash: Hash, pieces: impl Iterator<Item = &'a [u8]>) -> DigestBytes {
    macro_rules! with {
        ($hash:ty) => {{
            let mut state = <$hash>::new();
            pieces.for_each(|piece| state.update(piece));
            DigestBytes::new(&state.finalize())
        }};
    }
    match hash {
        Hash::Sha1 => with!(Sha1),
        Hash::Sha256 => with!(Sha256),
        Hash::Sha512 => with!(Sha512),
    }
}

/// The SHA-256 of bytes in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(hash(Hash::Sha256, std::iter::once(bytes)).as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 4231, test case 2, and RFC 2202, test case 2.
    #[test]
    fn hmacs_match_the_published_test_cases() {
        let pieces = || [&b"what do ya want "[..], b"for nothing?"].into_iter();
        let digest = |hash| hex(hmac(hash, b"Jefe", pieces()).as_slice());
        assert_eq!(
            digest(Hash::Sha1),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
        assert!(digest(Hash::Sha256).starts_with("5bdcc146bf60754e6a042426089575c7"));
        assert!(digest(Hash::Sha512).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"));
    }
}
