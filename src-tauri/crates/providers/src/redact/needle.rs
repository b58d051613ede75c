//! What is looked for where a secret must not stay: the secret, and what no base64 of it, alone or
//! within something longer, can be without.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};

/// Fewer characters of base64 than this come about by chance.
const LEAST: usize = 6;

/// Something to be looked for.
#[derive(Clone)]
pub struct Needle {
    bytes: Vec<u8>,
    /// Whether it is a part of base64, which goes as a whole.
    is_base64: bool,
}

impl Needle {
    /// Everything that shows a secret.
    pub fn all_of(secret: &[u8]) -> Vec<Self> {
        let plain = Self {
            bytes: secret.to_vec(),
            is_base64: false,
        };
        let mut needles = vec![plain];
        for before in 0..3 {
            for engine in [BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD] {
                let bytes = core(secret, before, |bytes| engine.encode(bytes));
                let known = needles.iter().any(|needle| needle.bytes == bytes);
                if bytes.len() >= LEAST && !known {
                    needles.push(Self {
                        bytes,
                        is_base64: true,
                    });
                }
            }
        }
        needles
    }

    /// Where it stands, as start and end.
    pub fn found_in(&self, text: &[u8]) -> Vec<(usize, usize)> {
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(at) = position(&text[from..], &self.bytes) {
            let (start, end) = (from + at, from + at + self.bytes.len());
            let (start, end) = match self.is_base64 {
                true => whole(text, start, end),
                false => (start, end),
            };
            found.push((start, end));
            from = end;
        }
        found
    }
}

/// The characters that depend on the secret alone, with so many bytes before it in its group.
fn core(secret: &[u8], before: usize, encode: impl Fn(Vec<u8>) -> String) -> Vec<u8> {
    let bytes = [&[0; 3][..before], secret].concat();
    // A character has six bits: the first ones are shared with what stands before.
    let first = (before * 8).div_ceil(6);
    let last = bytes.len() * 8 / 6;
    let text = encode(bytes);
    text.as_bytes()
        .get(first..last)
        .unwrap_or_default()
        .to_vec()
}

/// The whole of the base64 around a part of it.
fn whole(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let before = text[..start].iter().rev().take_while(|&byte| is_part(byte));
    let after = text[end..].iter().take_while(|&byte| is_part(byte)).count();
    let padding = text[end + after..].iter().take_while(|&&byte| byte == b'=');
    (start - before.count(), end + after + padding.count().min(2))
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let (&first, rest) = wanted.split_first()?;
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|&byte| byte == first) {
        if text[from + at + 1..].starts_with(rest) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_secret_is_not_looked_for_in_base64() {
        assert_eq!(Needle::all_of(b"abc").len(), 1);
        assert!(Needle::all_of(b"abcdefgh").len() > 3);
    }

    #[test]
    fn all_places_are_found() {
        let needle = &Needle::all_of(b"aa")[0];
        assert_eq!(needle.found_in(b"aaa aa a"), [(0, 2), (4, 6)]);
        assert_eq!(needle.found_in(b""), []);
    }
}
