//! A key that computes many digests.
//!
//! The first blocks of an HMAC depend on the key alone: they are hashed once a
//! key, not once a try.

use std::cell::OnceCell;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use crate::digest::DigestBytes;
use crate::scheme::definition::Hash;

/// A key and what was computed of it.
pub struct Keyed {
    bytes: Zeroizing<Vec<u8>>,
    sha1: OnceCell<Hmac<Sha1>>,
    sha256: OnceCell<Hmac<Sha256>>,
    sha512: OnceCell<Hmac<Sha512>>,
}

impl Keyed {
    /// Takes a key.
    pub const fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self {
            bytes,
            sha1: OnceCell::new(),
            sha256: OnceCell::new(),
            sha512: OnceCell::new(),
        }
    }

    /// The key's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The HMAC of the pieces, one after the other.
    pub fn hmac(&self, hash: Hash, pieces: &[&[u8]]) -> DigestBytes {
        macro_rules! with {
            ($hash:ty, $state:expr) => {{
                let fresh = || {
                    Hmac::<$hash>::new_from_slice(&self.bytes)
                        .expect("HMAC takes a key of any length")
                };
                let mut mac = $state.get_or_init(fresh).clone();
                pieces.iter().for_each(|piece| mac.update(piece));
                DigestBytes::new(&mac.finalize().into_bytes())
            }};
        }
        match hash {
            Hash::Sha1 => with!(Sha1, self.sha1),
            Hash::Sha256 => with!(Sha256, self.sha256),
            Hash::Sha512 => with!(Sha512, self.sha512),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prepared_key_gives_what_a_fresh_one_gives() {
        let keyed = Keyed::new(Zeroizing::new(b"Jefe".to_vec()));
        let pieces = [&b"what do ya want "[..], b"for nothing?"];
        for hash in [Hash::Sha1, Hash::Sha256, Hash::Sha512] {
            let fresh = crate::digest::hmac(hash, b"Jefe", pieces.into_iter());
            for _ in 0..2 {
                assert_eq!(keyed.hmac(hash, &pieces).as_slice(), fresh.as_slice());
            }
        }
    }
}
