//! What pickers, docs and the command line tell about a scheme.

use model::FuturePolicy;
use serde::{Deserialize, Serialize};

/// A scheme in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SchemeSummary {
    /// Its id, as in `--scheme`.
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// The scheme's name, where the provider has several.
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
    /// Whether the URL is part of the signed bytes: it must be configured as the provider knows it.
    pub signs_url: bool,
    /// Allowed clock difference in seconds; `None` when the scheme has no window.
    #[ts(type = "number | null")]
    pub tolerance: Option<u64>,
    /// What happens to times ahead of ours; `None` when the scheme has no timestamp.
    pub future: Option<FuturePolicy>,
    /// The secret's form in words, for the field's hint.
    pub secret_form: String,
    /// Whether the "secret" is a public key.
    pub public_key: bool,
}

/// How far the facts of a scheme can be trusted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub enum Confidence {
    /// Official SDK or specification, read and mostly run.
    #[serde(rename = "S")]
    Official,
    /// The provider's documentation.
    #[serde(rename = "D")]
    Documented,
    /// Third parties' verifiers or catalogues.
    #[serde(rename = "C")]
    ThirdParty,
    /// Recalled or contested: check before relying on it.
    #[default]
    #[serde(rename = "M")]
    Unconfirmed,
}
