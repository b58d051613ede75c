//! Secrets made for a scheme.

mod pair;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::Secret;

use crate::Scheme;
use crate::coded::{self, Rule};
use crate::encode::hex;
use crate::scheme::definition::{AlgorithmKind, KeyForm, KeyRule};
use crate::{jwk, key_pair, public_key};
pub use pair::NewSecret;

/// What stands before a P-256 point in a SubjectPublicKeyInfo (RFC 5480).
const P256_HEADER: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// Makes a secret in the form the scheme wants.
///
/// A P-256 pair comes from the system's randomness and not from `entropy`; an
/// RSA pair takes a moment.
#[must_use]
pub fn new_secret(scheme: &Scheme, entropy: &[u8; 32]) -> Option<NewSecret> {
    let definition = scheme.definition();
    if let Some(Rule::Whole {
        new_secret: Some(code),
        ..
    }) = coded::rule(definition)
    {
        return code(entropy);
    }
    let rule = &definition.key;
    match definition.algorithm.kind {
        AlgorithmKind::Hmac | AlgorithmKind::Hash | AlgorithmKind::Token => {
            let secret = Secret::new(format!("{}{}", prefix(rule), text(rule.form, entropy)));
            Some(NewSecret::shared(secret))
        }
        AlgorithmKind::Ed25519 => {
            let public = public_key::ed25519_public(entropy);
            Some(NewSecret {
                signing: Secret::new(format!(
                    "{}{}",
                    rule.private_prefix,
                    text(rule.form, entropy)
                )),
                verifying: Secret::new(ed25519_text(rule, &public)),
            })
        }
        AlgorithmKind::EcdsaP256 => new_p256(rule.form),
        AlgorithmKind::RsaPkcs1 => Some(key_pair::plain(entropy)),
    }
}

fn ed25519_text(rule: &KeyRule, public: &[u8]) -> String {
    match rule.form {
        KeyForm::Jwk => jwk::ed25519(public),
        form => format!("{}{}", prefix(rule), text(form, public)),
    }
}

fn new_p256(form: KeyForm) -> Option<NewSecret> {
    let (private, point) = public_key::new_p256()?;
    let public = match form {
        KeyForm::Jwk => jwk::p256(&point),
        _ => BASE64_STANDARD.encode([P256_HEADER, &point].concat()),
    };
    Some(NewSecret {
        signing: Secret::new(BASE64_STANDARD.encode(private)),
        verifying: Secret::new(public),
    })
}

fn prefix(rule: &KeyRule) -> &str {
    let stripped = rule.strip_prefix.last();
    rule.new_prefix
        .as_ref()
        .or(stripped)
        .map_or("", String::as_str)
}

fn text(form: KeyForm, bytes: &[u8]) -> String {
    match form {
        KeyForm::Base64 | KeyForm::Spki | KeyForm::Jwk => BASE64_STANDARD.encode(bytes),
        KeyForm::Text | KeyForm::Hex | KeyForm::Sha1OfText => hex(bytes),
    }
}
