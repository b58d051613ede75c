//! Handshakes: what a source answers by itself, and with which values.

use model::SecretId;
use serde::Deserialize;
use ts_rs::TS;

/// Asks which handshakes a source would answer.
#[derive(Debug, Deserialize, TS)]
pub struct SchemeHandshakes {
    /// Scheme id; `null` asks for those that need no scheme.
    pub scheme: Option<String>,
}

/// A value that was agreed on with a provider.
#[derive(Deserialize, TS)]
pub struct HandshakeText {
    /// Its name.
    pub name: String,
    /// The value; empty takes it away.
    pub text: String,
}

impl std::fmt::Debug for HandshakeText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}=[redacted]", self.name)
    }
}

/// Forgets a secret that a handshake brought.
#[derive(Debug, Deserialize, TS)]
pub struct ForgetLearned {
    /// Which secret.
    pub id: SecretId,
}
