//! Requests by which providers ask whether we listen, as captures keep them,
//! and what a source has agreed on with its provider.

use serde::{Deserialize, Serialize};

use crate::SecretRef;

/// A handshake among the captures, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CaptureHandshake {
    /// What it is called, such as `url_verification`.
    pub kind: String,
    /// Who asked.
    pub provider: String,
    /// How it ended; what was answered stands with the capture's answer.
    pub outcome: HandshakeOutcome,
    /// Why it was not answered as its sender wished, or what else one should know.
    pub detail: Option<String>,
    /// The secret that it brought, by name; the source has it from then on.
    pub learned: Option<SecretRef>,
    /// A URL of the provider that a person may visit to agree. Nothing visits it by itself.
    pub visit: Option<String>,
}

/// How a handshake ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum HandshakeOutcome {
    /// Answered as its sender wished.
    Answered,
    /// Answered with a refusal.
    Refused,
    /// A web page asked, and the source does not allow that: answered by the source's rule.
    Withheld,
}

impl HandshakeOutcome {
    /// The word used in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Withheld => "withheld",
        }
    }
}

/// What lists and screens may know about a value that was agreed on with a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct HandshakeValueInfo {
    /// Its name, such as `verify_token`.
    pub name: String,
    /// The value itself; `None` where it is kept like a secret.
    pub text: Option<String>,
    /// See [`crate::Secret::hint`].
    pub hint: String,
    /// True when this process cannot reach the key that encrypts it.
    pub locked: bool,
}
