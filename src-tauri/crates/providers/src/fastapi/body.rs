//! The JSON of a body, or why there is none. Pure.

use std::borrow::Cow;

use http::{HeaderMap, StatusCode, header};

use super::fault::{Fault, Place};
use super::refusal::Refusal;
use crate::python::{self, Json, ReadError};

/// Reads a body by its content type; `None` for no bytes at all, whatever their type.
///
/// Bytes of a type that is not read are a text, which no model takes.
pub fn json(headers: &HeaderMap, bytes: &[u8]) -> Result<Option<Json>, Refusal> {
    if bytes.is_empty() {
        return Ok(None);
    }
    if !is_json(headers) {
        let text = String::from_utf8_lossy(bytes);
        return Ok(Some(Json::text(text)));
    }
    let text = decoded(bytes).ok_or_else(unparsed)?;
    match python::read(&text) {
        Ok(json) => Ok(Some(json)),
        Err(ReadError::TooDeep) => Err(unparsed()),
        Err(ReadError::Invalid { at, message }) => Err(malformed(at, message)),
    }
}

/// The text of JSON, whose first bytes tell how it is encoded; as `json.detect_encoding` of CPython
/// has it.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf8 = |bytes| std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
    let utf16 = |bytes, unit: fn([u8; 2]) -> u16| units(bytes, unit).map(Cow::Owned);
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, first, ..] if *first != 0 => utf16(bytes, u16::from_be_bytes),
        [_, 0, second, ..] if *second != 0 => utf16(bytes, u16::from_le_bytes),
        [_, 0] => utf16(bytes, u16::from_le_bytes),
        _ => utf8(bytes),
    }
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

fn unparsed() -> Refusal {
    let detail = "There was an error parsing the body";
    Refusal::detail(StatusCode::BAD_REQUEST, detail)
}

/// `application/json` and what ends in `+json`. What names no type is no JSON: FastAPI is strict
/// about that since 0.132.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers.get(header::CONTENT_TYPE) else {
        return false;
    };
    let text = String::from_utf8_lossy(content_type.as_bytes()).to_ascii_lowercase();
    let essence = text.split(';').next().unwrap_or_default().trim();
    let subtype = essence.strip_prefix("application/");
    subtype.is_some_and(|subtype| subtype == "json" || subtype.ends_with("+json"))
}

fn malformed(at: usize, message: &str) -> Refusal {
    let empty = Json::Object(Vec::new());
    let place = Place::body().item(at);
    let fault = Fault::new("json_invalid", place, "JSON decode error", empty);
    Refusal::invalid(vec![fault.because("error", Json::text(message))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content_type: &str, body: &[u8]) -> Result<Option<Json>, String> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type.parse().unwrap())]);
        json(&headers, body)
            .map_err(|refusal| format!("{} {}", refusal.status.as_u16(), refusal.body))
    }

    #[test]
    fn json_is_read_by_any_of_its_names() {
        for content_type in [
            "application/json; charset=utf-8",
            "Application/Vnd.Api+JSON",
        ] {
            let read = read(content_type, b"\xef\xbb\xbf{}");
            assert_eq!(read, Ok(Some(Json::Object(Vec::new()))), "{content_type}");
        }
        assert_eq!(read("text/plain", b"{}"), Ok(Some(Json::text("{}"))));
        assert_eq!(read("text/plain", b""), Ok(None));
        assert_eq!(json(&HeaderMap::new(), b"1"), Ok(Some(Json::text("1"))));
    }

    #[test]
    fn json_of_two_bytes_a_character_is_read_too() {
        for body in [
            &b"\xff\xfe{\0}\0"[..],
            b"\xfe\xff\0{\0}",
            b"{\0}\0",
            b"\0{\0}",
        ] {
            let read = read("application/json", body);
            assert_eq!(read, Ok(Some(Json::Object(Vec::new()))), "{body:?}");
        }
        let odd = read("application/json", b"\xff\xfe{\0}").unwrap_err();
        assert!(odd.starts_with("400"), "{odd}");
    }

    #[test]
    fn what_is_no_json_is_refused_with_the_place() {
        assert_eq!(
            read("application/json", b"{bad").unwrap_err(),
            r#"422 {"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting property name enclosed in double quotes"}}]}"#
        );
        assert_eq!(
            read("application/json", b"\"\xff\"").unwrap_err(),
            r#"400 {"detail":"There was an error parsing the body"}"#
        );
    }
}
