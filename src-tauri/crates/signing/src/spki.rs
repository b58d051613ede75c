//! Public keys in their usual wrapping: PEM around base64 around DER, and
//! certificates around keys.
//!
//! Reads just enough to reach the key; whether its numbers make a key is for
//! the algorithm to say.

use crate::der::{self, element, tag};
use crate::encode::from_base64;
use crate::{certificate, pem};

/// rsaEncryption.
const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";

/// The key bits of a SubjectPublicKeyInfo or of a certificate, given as PEM or
/// as base64 DER.
///
/// For P-256 the point, for Ed25519 the 32 bytes, for RSA the PKCS#1 key.
pub fn key_bits(text: &[u8]) -> Option<Vec<u8>> {
    let der = der(text)?;
    let info = certificate::public_key_info(&der).unwrap_or(&der);
    let (_, outer) = element(tag::SEQUENCE, info)?;
    let (after_algorithm, _) = element(tag::SEQUENCE, outer)?;
    let (_, bits) = element(tag::BITS, after_algorithm)?;
    let (unused, key) = bits.split_first()?;
    (*unused == 0).then(|| key.to_vec())
}

/// The DER inside PEM armour or bare base64.
pub fn der(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    if let Some(block) = pem::first(text) {
        return Some(block.der);
    }
    let base64: String = text.split_whitespace().collect();
    from_base64(base64.as_bytes())
}

/// The SubjectPublicKeyInfo of an RSA key, given as PKCS#1.
pub fn of_rsa(key: &[u8]) -> Vec<u8> {
    der::written(tag::SEQUENCE, &[&rsa_algorithm(), &der::bits(key)])
}

/// The algorithm as keys name it.
pub fn rsa_algorithm() -> Vec<u8> {
    let name = der::written(tag::OBJECT, &[RSA]);
    der::written(tag::SEQUENCE, &[&name, &der::written(tag::NULL, &[])])
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
