//! A secret, and what may be said about one.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::{SecretId, Timestamp};

/// The bytes of a signing secret as the user configured it.
///
/// Wiped from memory when dropped; `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the secret as it was typed, pasted or read.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(bytes.into()))
    }

    /// The bytes, for signing and for showing on the user's own wish.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Enough to tell two secrets apart, too little to use one: `whsec_…4f`.
    ///
    /// A secret shorter than 16 characters shows nothing of itself.
    #[must_use]
    pub fn hint(&self) -> String {
        let text = String::from_utf8_lossy(&self.0);
        let characters: Vec<char> = text.chars().collect();
        match characters.len() {
            1 => return "1 character".to_owned(),
            few @ ..16 => return format!("{few} characters"),
            16.. => {}
        }
        let tail: String = characters[characters.len() - 2..].iter().collect();
        let prefix = text
            .find('_')
            .filter(|&at| at < 8)
            .map_or("", |at| &text[..=at]);
        format!("{prefix}…{tail}")
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// What lists and screens may know about a stored secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SecretInfo {
    /// Its id.
    pub id: SecretId,
    /// See [`Secret::hint`].
    pub hint: String,
    /// When it was stored.
    pub created_at: Timestamp,
    /// True when this process cannot reach the key that encrypts it.
    pub locked: bool,
    /// True when a handshake brought it, and nobody typed it.
    pub learned: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_and_hint_do_not_give_a_secret_away() {
        let secret = Secret::new("whsec_C1BzrwAEt7cHaTBmVq7T6Xd");
        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(secret.hint(), "whsec_…Xd");
        assert_eq!(Secret::new("hunter2").hint(), "7 characters");
        assert_eq!(Secret::new("x").hint(), "1 character");
    }
}
