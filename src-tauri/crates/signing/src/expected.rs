//! The signature text that a shared secret gives.

use crate::digest;
use crate::encode;
use crate::message::{self, Piece};
use crate::scheme::definition::{Algorithm, AlgorithmKind, Definition};

/// What the signature should be, written as the scheme writes it; `None` for
/// public-key schemes, whose signatures only the private key can make.
pub fn text(definition: &Definition, key: &[u8], pieces: &[Piece<'_>]) -> Option<String> {
    let rule = &definition.signature;
    let Algorithm { kind, hash } = definition.algorithm;
    match kind {
        AlgorithmKind::Token => Some(encode::written(rule, key)),
        AlgorithmKind::Hmac => {
            let digest = digest::hmac(hash, key, message::bytes(pieces, &[]));
            Some(encode::written(rule, digest.as_slice()))
        }
        AlgorithmKind::Hash => {
            let digest = digest::hash(hash, message::bytes(pieces, key));
            Some(encode::written(rule, digest.as_slice()))
        }
        AlgorithmKind::Ed25519 | AlgorithmKind::EcdsaP256 | AlgorithmKind::RsaPkcs1 => None,
    }
}
