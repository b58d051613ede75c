//! Secrets that sign webhooks, and how they become keys.
//!
//! Nothing published says whether a key is the secret's text or what it decodes to: decoded,
//! unless a user says otherwise.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Secret;
use serde::{Deserialize, Serialize};

/// How a secret becomes a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum KeyForm {
    /// Its base64 is decoded.
    #[default]
    Decoded,
    /// Its text is the key.
    Text,
}

/// A new secret: 256 bits in base64.
pub fn new_secret() -> Secret {
    Secret::new(STANDARD.encode(rand::random::<[u8; 32]>()))
}

/// What the engine signs with. Its scheme decodes, so a text that shall not be is encoded first.
pub fn signing_secret(secret: &Secret, form: KeyForm) -> Secret {
    match form {
        KeyForm::Decoded => secret.clone(),
        KeyForm::Text => Secret::new(STANDARD.encode(secret.expose())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_secret_is_of_32_bytes_that_nobody_has_seen() {
        let secret = new_secret();
        let decoded = STANDARD.decode(secret.expose()).unwrap();
        assert_eq!(decoded.len(), 32);
        assert_ne!(new_secret(), secret);
    }
}
