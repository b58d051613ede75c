//! Which hash is taken, and how its bytes are written: words of several tables.

use serde::Deserialize;

/// A hash function.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hash {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How bytes are written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Two digits a byte.
    #[default]
    Hex,
    /// `+` and `/`.
    Base64,
    /// `-` and `_`.
    Base64url,
    /// The text itself (plain tokens).
    Text,
}
