//! The JSON of a body, or why there is none. Pure.

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
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(unparsed());
    };
    match python::read(text) {
        Ok(json) => Ok(Some(json)),
        Err(ReadError::TooDeep) => Err(unparsed()),
        Err(ReadError::Invalid { at, message }) => Err(malformed(at, message)),
    }
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
