//! The catalogue of schemes, and checks without saving.

use model::CaptureId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A scheme as pickers and its page show it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SchemeSummary {
    /// Id (`stripe-v1`).
    pub id: String,
    /// The provider's name.
    pub provider: String,
    /// Where the signature stands (`header Stripe-Signature`).
    pub place: String,
    /// The algorithm in words (`HMAC-SHA256, hex`).
    pub algorithm: String,
    /// Template of the signed bytes (`{ts}.{body}`).
    pub signed: String,
    /// How the secret becomes a key, in words.
    pub secret_form: String,
    /// How sure the facts are: S (official SDK or spec), D (official docs), C (third parties), M (from memory), U (made by the user).
    pub confidence: String,
    /// Where the facts come from.
    pub facts_from: String,
    /// What else one should know.
    pub notes: Option<String>,
    /// Allowed clock difference in seconds, where the scheme has one.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// Whether the request's URL is part of the signed bytes.
    pub signs_url: bool,
    /// Whether the secret is a public key.
    pub public_key: bool,
}

/// Checks a capture with a scheme and secrets that are not saved.
#[derive(Debug, Deserialize, TS)]
pub struct TrySignature {
    /// Which capture.
    pub capture: CaptureId,
    /// Scheme id.
    pub scheme: String,
    /// Secrets as text; empty uses those of the capture's source.
    pub secrets: Vec<String>,
    /// Allowed clock difference in seconds; `null` is the scheme's own.
    #[ts(type = "number | null")]
    pub tolerance_seconds: Option<u64>,
    /// The URL the provider was given; `null` is the source's.
    pub public_url: Option<String>,
}

/// A scheme of the user's own, in the catalogue's language as TOML or JSON.
#[derive(Debug, Deserialize, TS)]
pub struct SaveScheme {
    /// The definition.
    pub definition: String,
}
