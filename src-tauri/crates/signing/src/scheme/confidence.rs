//! How far the facts of a scheme can be trusted.

use serde::{Deserialize, Serialize};

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
