//! What a body is, and its decoded form. Pure.

use std::io::Read;

use model::Headers;

use crate::contract::captures::{BodyFacts, BodyKind};

/// Longest decoded body that is shown: a few bytes can stand for gigabytes.
const DECODED_LIMIT: u64 = 32 * 1024 * 1024;

/// The facts about a body.
#[must_use]
pub fn facts(headers: &Headers, body: &[u8]) -> BodyFacts {
    let encoding = known_encoding(headers).map(ToOwned::to_owned);
    let content_type = headers
        .get("content-type")
        .map(|v| String::from_utf8_lossy(v).into_owned());
    let shown = encoding
        .as_deref()
        .and_then(|encoding| decode(encoding, body));
    BodyFacts {
        size: body.len() as u64,
        sha256: sha256_hex(body),
        kind: kind(content_type.as_deref(), shown.as_deref().unwrap_or(body)),
        content_type,
        encoding,
    }
}

fn sha256_hex(body: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn kind(content_type: Option<&str>, body: &[u8]) -> BodyKind {
    if body.is_empty() {
        return BodyKind::Empty;
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return BodyKind::Binary;
    };
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    match text.trim_start().as_bytes().first() {
        _ if content_type.starts_with("application/x-www-form-urlencoded") => BodyKind::Form,
        Some(b'{' | b'[' | b'"') if is_json(text) => BodyKind::Json,
        _ if content_type.contains("json") && is_json(text) => BodyKind::Json,
        Some(b'<') => BodyKind::Xml,
        _ if text.contains('\0') => BodyKind::Binary,
        _ => BodyKind::Text,
    }
}

fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The body's encoding, when [`decode`] knows it.
#[must_use]
pub fn known_encoding(headers: &Headers) -> Option<&'static str> {
    let value = headers
        .text("content-encoding")?
        .trim()
        .to_ascii_lowercase();
    ["gzip", "deflate"]
        .into_iter()
        .find(|known| value == *known || value == format!("x-{known}"))
}

/// The decoded bytes, at most [`DECODED_LIMIT`]; `None` when they cannot be decoded.
#[must_use]
pub fn decode(encoding: &str, body: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    let read = match encoding {
        "gzip" => flate2::read::MultiGzDecoder::new(body)
            .take(DECODED_LIMIT)
            .read_to_end(&mut decoded),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
            flate2::read::ZlibDecoder::new(body)
                .take(DECODED_LIMIT)
                .read_to_end(&mut decoded)
        }
        "deflate" => flate2::read::DeflateDecoder::new(body)
            .take(DECODED_LIMIT)
            .read_to_end(&mut decoded),
        _ => return None,
    };
    read.ok().map(|_| decoded)
}

/// The beginning of a body as text, cut at a character; `None` when it is not text.
#[must_use]
pub fn beginning(body: &[u8], limit: usize) -> Option<String> {
    let cut = &body[..body.len().min(limit)];
    match std::str::from_utf8(cut) {
        Ok(text) => Some(text.to_owned()),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&cut[..error.valid_up_to()])
                .ok()
                .map(ToOwned::to_owned)
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn kind_of(content_type: &str, body: &[u8]) -> BodyKind {
        kind(Some(content_type), body)
    }

    #[test]
    fn a_body_is_what_it_reads_as_not_what_its_type_says() {
        assert_eq!(kind_of("text/plain", b" {\"a\":1}"), BodyKind::Json);
        assert_eq!(kind_of("application/json", b"{\"a\":"), BodyKind::Text);
        assert_eq!(kind_of("application/json", b"\xff"), BodyKind::Binary);
        assert_eq!(
            kind_of("application/x-www-form-urlencoded", b"a=1"),
            BodyKind::Form
        );
        assert_eq!(kind_of("", b"<a/>"), BodyKind::Xml);
        assert_eq!(kind_of("", b""), BodyKind::Empty);
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let zeros = vec![0_u8; 1 << 20];
        for _ in 0..33 {
            encoder.write_all(&zeros).unwrap();
        }
        let bomb = encoder.finish().unwrap();
        assert_eq!(
            decode("gzip", &bomb).map(|d| d.len() as u64),
            Some(DECODED_LIMIT)
        );
        assert_eq!(decode("gzip", b"no gzip"), None);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("aé".as_bytes(), 2).as_deref(), Some("a"));
        assert_eq!(beginning(b"\xffa", 2), None);
    }
}
