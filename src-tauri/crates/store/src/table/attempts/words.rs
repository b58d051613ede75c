//! How parts of an attempt are stored as text. What every attempt has is written without a detour
//! over JSON values, and reads back as what serde writes.

use model::{FailureKind, Headers, SendMode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

pub(super) fn unreadable(error: &serde_json::Error) -> Error {
    Error::unreadable("an attempt", error)
}

/// The word that serde gives a variant without fields.
pub(in crate::table) fn word(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_value(value).map_err(|error| unreadable(&error))?;
    Ok(json.as_str().unwrap_or_default().to_owned())
}

/// Reads a word that [`word`] wrote.
pub(in crate::table) fn of_word<T: DeserializeOwned>(word: &str) -> Result<T, Error> {
    serde_json::from_value(word.into()).map_err(|error| unreadable(&error))
}

/// What a mode is stored as.
pub(super) const fn mode_word(mode: SendMode) -> &'static str {
    match mode {
        SendMode::Exact => "exact",
        SendMode::Resigned => "resigned",
        SendMode::Edited => "edited",
        SendMode::EditedResigned => "edited_resigned",
        SendMode::ByProvider => "by_provider",
    }
}

/// What a kind of failure is stored as.
pub(in crate::table) const fn failure_word(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::UnknownHost => "unknown_host",
        FailureKind::Refused => "refused",
        FailureKind::Timeout => "timeout",
        FailureKind::Tls => "tls",
        FailureKind::Closed => "closed",
        FailureKind::BadAnswer => "bad_answer",
        FailureKind::Cancelled => "cancelled",
        FailureKind::Forbidden => "forbidden",
        FailureKind::Other => "other",
    }
}

/// Header fields as JSON.
pub(super) fn headers_json(headers: &Headers) -> Result<String, Error> {
    let plain = headers
        .iter()
        .all(|field| is_plain(field.name.as_bytes()) && is_plain(&field.value));
    match plain {
        true => Ok(plain_json(headers)),
        false => serde_json::to_string(headers).map_err(|error| unreadable(&error)),
    }
}

/// Whether a text stands in JSON as it is, as nearly all header fields do.
fn is_plain(text: &[u8]) -> bool {
    text.iter()
        .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'))
}

fn plain_json(headers: &Headers) -> String {
    let size = |field: &model::Header| field.name.len() + field.value.len() + 8;
    let mut json = String::with_capacity(headers.iter().map(size).sum::<usize>() + 2);
    json.push('[');
    for field in headers {
        json.push_str(if json.len() > 1 { ",[\"" } else { "[\"" });
        json.push_str(&field.name);
        json.push_str("\",\"");
        // Lossless: what is plain is ASCII.
        json.push_str(&String::from_utf8_lossy(&field.value));
        json.push_str("\"]");
    }
    json.push(']');
    json
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_those_of_serde() {
        use FailureKind as Kind;
        for mode in [
            SendMode::Exact,
            SendMode::Resigned,
            SendMode::Edited,
            SendMode::EditedResigned,
            SendMode::ByProvider,
        ] {
            assert_eq!(word(&mode).unwrap(), mode_word(mode));
        }
        for kind in [
            Kind::UnknownHost,
            Kind::Refused,
            Kind::Timeout,
            Kind::Tls,
            Kind::Closed,
            Kind::BadAnswer,
            Kind::Cancelled,
            Kind::Forbidden,
            Kind::Other,
        ] {
            assert_eq!(word(&kind).unwrap(), failure_word(kind));
        }
    }

    #[test]
    fn no_headers_are_an_empty_list() {
        assert_eq!(headers_json(&Headers::default()).unwrap(), "[]");
    }

    proptest! {
        #[test]
        fn headers_are_written_as_serde_writes_them(
            plain in proptest::collection::vec(("[ -~]{0,9}", "[ -~]{0,20}"), 0..4),
            any in proptest::collection::vec((".{0,9}", proptest::collection::vec(any::<u8>(), 0..9)), 0..2),
        ) {
            let mut headers: Headers = plain.into_iter().collect();
            for (name, value) in any {
                headers.push(name, value);
            }
            prop_assert_eq!(headers_json(&headers).unwrap(), serde_json::to_string(&headers).unwrap());
        }
    }
}
