//! What else may have been computed over the same bytes with the same key.

use super::step::{Part, Step};
use crate::scheme::definition::{AlgorithmKind, Definition, Hash};

/// A way from key and message to what is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computation {
    /// HMAC.
    Hmac(Hash),
    /// A plain hash of the message, which holds the secret where the scheme says so.
    Hash(Hash),
    /// A plain hash of the secret and then the message.
    SecretFirst(Hash),
    /// A plain hash of the message and then the secret.
    SecretLast(Hash),
    /// The secret itself.
    Token,
    /// A signature that only the private key can make: checked, not computed.
    PublicKey,
}

const HASHES: [Hash; 3] = [Hash::Sha256, Hash::Sha1, Hash::Sha512];

/// What the scheme computes.
pub const fn own(definition: &Definition) -> Computation {
    match definition.algorithm.kind {
        AlgorithmKind::Hmac => Computation::Hmac(definition.algorithm.hash),
        AlgorithmKind::Hash => Computation::Hash(definition.algorithm.hash),
        AlgorithmKind::Token => Computation::Token,
        AlgorithmKind::Ed25519 | AlgorithmKind::EcdsaP256 | AlgorithmKind::RsaPkcs1 => {
            Computation::PublicKey
        }
    }
}

/// What a signer may have computed instead, the likeliest first.
pub fn others(definition: &Definition) -> Vec<(Computation, Step)> {
    let own = own(definition);
    if matches!(own, Computation::Token | Computation::PublicKey) {
        return Vec::new();
    }
    let mut all: Vec<(Computation, Step)> = HASHES.map(hmac).to_vec();
    all.extend(HASHES.iter().flat_map(|&hash| plain(hash)));
    all.retain(|(computation, _)| *computation != own);
    all
}

fn hmac(hash: Hash) -> (Computation, Step) {
    let code = match hash {
        Hash::Sha1 => "alg.hmac_sha1",
        Hash::Sha256 => "alg.hmac_sha256",
        Hash::Sha512 => "alg.hmac_sha512",
    };
    (Computation::Hmac(hash), Step::plain(Part::Algorithm, code))
}

fn plain(hash: Hash) -> [(Computation, Step); 3] {
    let step = |detail| Step::new(Part::Algorithm, "alg.plain_hash_not_hmac", detail);
    [
        (Computation::SecretFirst(hash), step("")),
        (Computation::SecretLast(hash), step("secret last")),
        (Computation::Hash(hash), step("no secret")),
    ]
}

impl Computation {
    /// How long its digest is; `None` where any length may be right.
    pub const fn length(self) -> Option<usize> {
        match self {
            Self::Hmac(hash)
            | Self::Hash(hash)
            | Self::SecretFirst(hash)
            | Self::SecretLast(hash) => Some(match hash {
                Hash::Sha1 => 20,
                Hash::Sha256 => 32,
                Hash::Sha512 => 64,
            }),
            Self::Token | Self::PublicKey => None,
        }
    }

    /// In words, as a proof tells it.
    pub fn words(self) -> String {
        let name = |hash| match hash {
            Hash::Sha1 => "SHA1",
            Hash::Sha256 => "SHA256",
            Hash::Sha512 => "SHA512",
        };
        match self {
            Self::Hmac(hash) => format!("HMAC-{}", name(hash)),
            Self::Hash(hash) => format!("{}(signed bytes)", name(hash)),
            Self::SecretFirst(hash) => format!("{}(secret + signed bytes)", name(hash)),
            Self::SecretLast(hash) => format!("{}(signed bytes + secret)", name(hash)),
            Self::Token => "plain token".to_owned(),
            Self::PublicKey => "public key".to_owned(),
        }
    }
}
