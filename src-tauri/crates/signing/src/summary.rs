//! What pickers, docs and the command line tell about a scheme.

use model::FuturePolicy;
use serde::Serialize;

use crate::scheme::confidence::Confidence;
use crate::scheme::definition::{
    Algorithm, AlgorithmKind, Definition, Encoding, Hash, KeyForm, KeyRule,
};
use crate::scheme::place::Place;
use crate::scheme::template::Value;

/// A scheme in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SchemeSummary {
    /// Its id, as in `--scheme`.
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// The scheme's name; the provider's where it has none of its own.
    pub name: String,
    /// Where the signature stands: `header X-Hub-Signature-256`.
    pub place: String,
    /// `HMAC-SHA256`, `Ed25519`, `plain token`.
    pub algorithm: String,
    /// How far the facts can be trusted.
    pub confidence: Confidence,
    /// Where the facts come from.
    pub facts_from: String,
    /// What one should know.
    pub notes: Option<String>,
    /// Whether a timestamp is part of the signed bytes.
    pub signs_timestamp: bool,
    /// Whether the URL is part of the signed bytes: it must be configured as
    /// the provider knows it.
    pub signs_url: bool,
    /// Whether the whole body is part of what is signed; otherwise it can be
    /// changed without anyone noticing.
    pub signs_body: bool,
    /// Allowed clock difference in seconds; `None` when the scheme has no window.
    #[ts(type = "number | null")]
    pub tolerance: Option<u64>,
    /// What happens to times ahead of ours; `None` when the scheme has no timestamp.
    pub future: Option<FuturePolicy>,
    /// The secret's form in words, for the field's hint.
    pub secret_form: String,
    /// Whether the "secret" is a public key.
    pub public_key: bool,
    /// Whether the provider asks whether we listen before it delivers.
    pub handshake: bool,
    /// Whether the user wrote it; who keeps such schemes sets it.
    pub own: bool,
}

/// The summary of a definition.
pub fn summary(definition: &Definition) -> SchemeSummary {
    let places: Vec<String> = definition
        .signature
        .from
        .iter()
        .map(ToString::to_string)
        .collect();
    let timestamp = definition.timestamp.as_ref();
    SchemeSummary {
        id: definition.id.clone(),
        provider: definition.provider.clone(),
        name: definition
            .name
            .clone()
            .unwrap_or_else(|| definition.provider.clone()),
        place: places.join(" or "),
        algorithm: algorithm(definition),
        confidence: definition.confidence,
        facts_from: definition.facts_from.clone(),
        notes: definition.notes.clone(),
        signs_timestamp: definition.signs_timestamp(),
        signs_url: definition.signs_url() || definition.signs(is_query),
        signs_body: definition.signs_body(),
        tolerance: timestamp.and_then(|rule| rule.tolerance),
        future: timestamp.map(|rule| rule.future),
        secret_form: secret_form(definition),
        public_key: definition.has_key_pair(),
        handshake: !definition.handshake.is_empty(),
        own: false,
    }
}

fn is_query(value: &Value) -> bool {
    matches!(value, Value::At(Place::Query(_)))
}

fn algorithm(definition: &Definition) -> String {
    let coded = definition.coded.as_ref();
    if let Some(words) = coded.and_then(|coded| coded.algorithm.as_ref()) {
        return words.clone();
    }
    let Algorithm { kind, hash } = definition.algorithm;
    let (dashed, plain) = match hash {
        Hash::Sha1 => ("SHA-1", "SHA1"),
        Hash::Sha256 => ("SHA-256", "SHA256"),
        Hash::Sha512 => ("SHA-512", "SHA512"),
    };
    match kind {
        AlgorithmKind::Hmac => format!("HMAC-{plain}"),
        AlgorithmKind::Hash => format!("{dashed} with the secret in it"),
        AlgorithmKind::Token if definition.signature.encoding == Encoding::Base64 => {
            "plain token in base64".to_owned()
        }
        AlgorithmKind::Token => "plain token".to_owned(),
        AlgorithmKind::Ed25519 => "Ed25519".to_owned(),
        AlgorithmKind::EcdsaP256 => format!("ECDSA P-256 with {dashed}"),
        AlgorithmKind::RsaPkcs1 => format!("RSA PKCS#1 v1.5 with {dashed}"),
    }
}

fn secret_form(definition: &Definition) -> String {
    let coded = definition.coded.as_ref();
    if let Some(words) = coded.and_then(|coded| coded.secret.as_ref()) {
        return words.clone();
    }
    let KeyRule {
        form,
        strip_prefix,
        also,
        ..
    } = &definition.key;
    let owner = if definition.has_key_pair() {
        "public key: "
    } else {
        ""
    };
    let form = match form {
        KeyForm::Text if definition.algorithm.kind == AlgorithmKind::Token => "the token itself",
        KeyForm::Text => "text, used as it is",
        KeyForm::Base64 => "base64",
        KeyForm::Hex => "hex",
        KeyForm::Sha1OfText => "text, hashed with SHA-1",
        KeyForm::Spki => "PEM or base64 DER",
        KeyForm::Jwk => "JWK, JWKS document or PEM",
    };
    let prefix = match strip_prefix.last() {
        Some(prefix) => format!(", {prefix} in front cut off"),
        None => String::new(),
    };
    let also = if also.is_empty() {
        ""
    } else {
        "; read in other ways too"
    };
    format!("{owner}{form}{prefix}{also}")
}
