//! One key and its text forms. Where it is kept is not its matter.

use zeroize::Zeroizing;

use crate::error::Error;
use crate::seal::{self, KeyBytes};

/// A key with the id that the database records.
pub(super) struct Key {
    pub id: String,
    pub bytes: KeyBytes,
}

impl Key {
    pub(super) fn new() -> Self {
        Self {
            id: hex(&seal::random::<8>()),
            bytes: Zeroizing::new(seal::random()),
        }
    }
}

/// Secrets that cannot be opened here, and what would help.
pub(super) fn locked(remedy: String) -> Error {
    Error::Locked { remedy }
}

/// Bytes as lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A key read back from [`hex`].
pub(super) fn unhex(text: &str) -> Option<KeyBytes> {
    let mut bytes = KeyBytes::default();
    if text.len() != 2 * bytes.len() || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_reads_back() {
        let bytes = seal::random::<32>();
        assert_eq!(unhex(&hex(&bytes)).unwrap().as_slice(), bytes);
        assert!(unhex("zz").is_none());
        assert!(unhex(&"ü".repeat(32)).is_none());
    }
}
