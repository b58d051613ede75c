//! The catalogue of schemes, and checks without saving.

use model::CaptureId;
use serde::Deserialize;
use ts_rs::TS;

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
