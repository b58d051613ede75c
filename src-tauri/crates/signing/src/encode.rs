//! Digests as text, and texts compared without telling where they differ.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};
use subtle::ConstantTimeEq as _;

use crate::scheme::definition::{Case, Encoding, Padding, SignatureRule};

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that hex of either case stands for.
pub fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = |pair: &[u8]| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok();
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.chunks_exact(2).map(byte).collect()
}

/// The bytes that base64 of either alphabet stands for, padded or not.
pub fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    STANDARD
        .decode(text)
        .or_else(|_| URL_SAFE.decode(text))
        .ok()
}

/// A digest as the scheme writes it.
pub fn written(rule: &SignatureRule, digest: &[u8]) -> String {
    let mut text = match rule.encoding {
        Encoding::Hex if rule.upper => hex(digest).to_ascii_uppercase(),
        Encoding::Hex => hex(digest),
        Encoding::Base64 => BASE64_STANDARD.encode(digest),
        Encoding::Base64url => BASE64_URL_SAFE.encode(digest),
        Encoding::Text => String::from_utf8_lossy(digest).into_owned(),
    };
    if padding(rule) == Padding::None {
        text.truncate(text.trim_end_matches('=').len());
    }
    text
}

/// Whether a received text is the expected one, in constant time.
pub fn same(rule: &SignatureRule, expected: &str, received: &str) -> bool {
    let equal = |a: &str, b: &str| bool::from(a.as_bytes().ct_eq(b.as_bytes()));
    if rule.encoding == Encoding::Hex && rule.case == Case::Any {
        return equal(
            &expected.to_ascii_lowercase(),
            &received.to_ascii_lowercase(),
        );
    }
    if padding(rule) == Padding::Any {
        return equal(
            expected.trim_end_matches('='),
            received.trim_end_matches('='),
        );
    }
    equal(expected, received)
}

/// The bytes a received signature stands for, where bytes are needed
/// (public-key schemes); read as strictly as texts are compared.
pub fn read(rule: &SignatureRule, received: &str) -> Option<Vec<u8>> {
    let bytes = match rule.encoding {
        Encoding::Hex => from_hex(received.as_bytes())?,
        Encoding::Base64 => STANDARD.decode(received).ok()?,
        Encoding::Base64url => URL_SAFE.decode(received).ok()?,
        Encoding::Text => received.as_bytes().to_vec(),
    };
    same(rule, &written(rule, &bytes), received).then_some(bytes)
}

fn padding(rule: &SignatureRule) -> Padding {
    match rule.encoding {
        Encoding::Hex | Encoding::Text => Padding::Required,
        Encoding::Base64 => rule.padding.unwrap_or(Padding::Required),
        Encoding::Base64url => rule.padding.unwrap_or(Padding::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_padded_or_not_in_either_alphabet() {
        for text in ["-_8=", "-_8", "+/8=", "+/8"] {
            assert_eq!(
                from_base64(text.as_bytes()),
                Some(vec![0xfb, 0xff]),
                "{text}"
            );
        }
        assert_eq!(from_base64(b"a b"), None);
    }

    #[test]
    fn hex_is_read_in_pairs() {
        assert_eq!(from_hex(b"0aFF"), Some(vec![10, 255]));
        assert_eq!(from_hex(b"0aF"), None);
        assert_eq!(from_hex("ää".as_bytes()), None);
    }
}
