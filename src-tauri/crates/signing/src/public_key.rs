//! Signatures made with one half of a key pair and checked with the other.
//!
//! The one place of this crate where the operating system's randomness is
//! used: ECDSA needs a fresh number for each signature and RSA blinds its key.

use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED,
    ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
    RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaKeyPair,
    UnparsedPublicKey, VerificationAlgorithm,
};

use crate::rsa;
use crate::scheme::definition::{Algorithm, AlgorithmKind, Hash};

/// Whether a public key made this signature over the message.
pub fn verifies(algorithm: Algorithm, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    verification(algorithm).is_some_and(|verification| {
        UnparsedPublicKey::new(verification, key)
            .verify(message, signature)
            .is_ok()
    })
}

// Keys of 1024 bits are weak, but a provider's choice is not ours to refuse:
// we tell whether the signature is right.
fn verification(algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    match (algorithm.kind, algorithm.hash) {
        (AlgorithmKind::Ed25519, _) => Some(&ED25519),
        (AlgorithmKind::EcdsaP256, Hash::Sha256) => Some(&ECDSA_P256_SHA256_ASN1),
        (AlgorithmKind::RsaPkcs1, Hash::Sha1) => {
            Some(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY)
        }
        (AlgorithmKind::RsaPkcs1, Hash::Sha256) => {
            Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY)
        }
        (AlgorithmKind::RsaPkcs1, Hash::Sha512) => {
            Some(&RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY)
        }
        _ => None,
    }
}

/// The signature of a private key over a message; `None` when the key is none
/// of this algorithm.
pub fn sign(algorithm: Algorithm, private: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    match algorithm.kind {
        AlgorithmKind::Ed25519 => Some(ed25519(private)?.sign(message).as_ref().to_vec()),
        AlgorithmKind::EcdsaP256 => {
            let random = SystemRandom::new();
            let pair =
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, private, &random).ok()?;
            Some(pair.sign(&random, message).ok()?.as_ref().to_vec())
        }
        AlgorithmKind::RsaPkcs1 => rsa(algorithm.hash, private, message),
        AlgorithmKind::Hmac | AlgorithmKind::Hash | AlgorithmKind::Token => None,
    }
}

/// Whether a P-256 key made this signature as tokens write it: two numbers of 32 bytes.
pub fn verifies_es256(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(message, signature)
        .is_ok()
}

/// The signature of a P-256 key as tokens write it, and the key's public point.
pub fn sign_es256(private: &[u8], message: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let random = SystemRandom::new();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, private, &random).ok()?;
    let signature = pair.sign(&random, message).ok()?.as_ref().to_vec();
    Some((signature, pair.public_key().as_ref().to_vec()))
}

/// A seed of 32 bytes, alone or followed by its public key.
fn ed25519(private: &[u8]) -> Option<Ed25519KeyPair> {
    let seed = match private.len() {
        32 => private,
        64 => &private[..32],
        _ => return None,
    };
    Ed25519KeyPair::from_seed_unchecked(seed).ok()
}

fn rsa(hash: Hash, private: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let padding = match hash {
        Hash::Sha256 => &RSA_PKCS1_SHA256,
        Hash::Sha512 => &RSA_PKCS1_SHA512,
        Hash::Sha1 => return rsa::sign_sha1(private, message),
    };
    let pair = RsaKeyPair::from_pkcs8(private).ok()?;
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(padding, &SystemRandom::new(), message, &mut signature)
        .ok()?;
    Some(signature)
}

/// The public key that belongs to an Ed25519 seed.
pub fn ed25519_public(seed: &[u8; 32]) -> Vec<u8> {
    let pair = ed25519(seed).expect("32 bytes are a seed");
    pair.public_key().as_ref().to_vec()
}

/// A new P-256 pair: the private key as PKCS#8, the public point.
pub fn new_p256() -> Option<(Vec<u8>, Vec<u8>)> {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).ok()?;
    let private = document.as_ref();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, private, &random).ok()?;
    Some((private.to_vec(), pair.public_key().as_ref().to_vec()))
}
