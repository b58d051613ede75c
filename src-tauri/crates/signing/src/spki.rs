//! Public keys in their usual wrapping: PEM around base64 around DER.
//!
//! Reads just enough DER to reach the key; whether its numbers make a key is
//! for the algorithm to say.

use crate::encode::from_base64;

/// The key bits of a SubjectPublicKeyInfo, given as PEM or as base64 DER.
///
/// For P-256 the point, for Ed25519 the 32 bytes, for RSA the PKCS#1 key.
pub fn key_bits(text: &[u8]) -> Option<Vec<u8>> {
    let der = der(text)?;
    let (_, outer) = element(0x30, &der)?;
    let (after_algorithm, _) = element(0x30, outer)?;
    let (_, bits) = element(0x03, after_algorithm)?;
    let (unused, key) = bits.split_first()?;
    (*unused == 0).then(|| key.to_vec())
}

/// The DER inside PEM armour or bare base64.
pub fn der(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let base64: String = lines.flat_map(str::split_whitespace).collect();
    from_base64(base64.as_bytes())
}

/// What follows an element of this tag, and what is in it.
fn element(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&found, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    if found != tag {
        return None;
    }
    let digits = if first < 0x80 {
        0
    } else {
        usize::from(first & 0x7f)
    };
    if digits > 4 {
        return None;
    }
    let (length_bytes, rest) = rest.split_at_checked(digits)?;
    let long = length_bytes
        .iter()
        .fold(0_usize, |sum, &byte| sum << 8 | usize::from(byte));
    let length = if digits == 0 {
        usize::from(first)
    } else {
        long
    };
    let (inside, after) = rest.split_at_checked(length)?;
    Some((after, inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_off_der_is_no_key() {
        assert_eq!(key_bits(b"MFkwEwYHKoZIzj0CAQ=="), None);
        assert_eq!(key_bits(b"not base64!"), None);
        assert_eq!(key_bits(b""), None);
    }
}
