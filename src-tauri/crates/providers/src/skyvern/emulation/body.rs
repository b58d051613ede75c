//! What a call asks for in its body, and what is wrong with it. Pure.
//!
//! The body is optional and its only key too; FastAPI's words stand for
//! everything that does not fit.

use http::{HeaderMap, StatusCode, header};

use super::refusal::Refusal;
use crate::python::{self, Json, ReadError};

/// A body before anything is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// No bytes, whatever the content type says.
    Nothing,
    /// JSON.
    Json(Json),
    /// Bytes of a type that is not read.
    Unread(String),
}

/// Reads the bytes, by their content type.
pub fn given(headers: &HeaderMap, bytes: &[u8]) -> Result<Given, Refusal> {
    if bytes.is_empty() {
        return Ok(Given::Nothing);
    }
    if !is_json(headers) {
        return Ok(Given::Unread(String::from_utf8_lossy(bytes).into_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(unparsed());
    };
    match python::read(text) {
        Ok(json) => Ok(Given::Json(json)),
        Err(ReadError::TooDeep) => Err(unparsed()),
        Err(ReadError::Invalid { at, message }) => Err(malformed(at, message)),
    }
}

fn unparsed() -> Refusal {
    let detail = "There was an error parsing the body";
    Refusal::detail(StatusCode::BAD_REQUEST, detail)
}

/// `application/json` and what ends in `+json`; without a type it is taken for JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers.get(header::CONTENT_TYPE) else {
        return true;
    };
    let text = String::from_utf8_lossy(content_type.as_bytes()).to_ascii_lowercase();
    let essence = text.split(';').next().unwrap_or_default().trim();
    let subtype = essence.strip_prefix("application/");
    subtype.is_some_and(|subtype| subtype == "json" || subtype.ends_with("+json"))
}

fn malformed(at: usize, message: &str) -> Refusal {
    let place = vec![Json::text("body"), Json::Number(at.to_string())];
    let context = Json::Object(vec![("error".to_owned(), Json::text(message))]);
    Refusal::invalid(vec![
        ("type", Json::text("json_invalid")),
        ("loc", Json::List(place)),
        ("msg", Json::text("JSON decode error")),
        ("input", Json::Object(Vec::new())),
        ("ctx", context),
    ])
}

/// The URL that the call names; an empty one is none.
pub fn webhook_url(given: &Given) -> Result<Option<&str>, Refusal> {
    let fields = match given {
        Given::Nothing | Given::Json(Json::Null) => return Ok(None),
        Given::Json(fields @ Json::Object(_)) => fields,
        Given::Json(other) => return Err(no_object(other.clone())),
        Given::Unread(text) => return Err(no_object(Json::text(text))),
    };
    match fields.get("webhook_url") {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(url)) => Ok(Some(url.as_str()).filter(|url| !url.is_empty())),
        Some(other) => Err(no_text(other.clone())),
    }
}

fn no_object(input: Json) -> Refusal {
    let message = "Input should be a valid dictionary or object to extract fields from";
    Refusal::invalid(vec![
        ("type", Json::text("model_attributes_type")),
        ("loc", Json::List(vec![Json::text("body")])),
        ("msg", Json::text(message)),
        ("input", input),
    ])
}

fn no_text(input: Json) -> Refusal {
    let place = vec![Json::text("body"), Json::text("webhook_url")];
    Refusal::invalid(vec![
        ("type", Json::text("string_type")),
        ("loc", Json::List(place)),
        ("msg", Json::text("Input should be a valid string")),
        ("input", input),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(content_type: &str, body: &[u8]) -> Result<Option<String>, String> {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        }
        let said = |refusal: Refusal| format!("{} {}", refusal.status.as_u16(), refusal.body);
        let given = given(&headers, body).map_err(said)?;
        Ok(webhook_url(&given).map_err(said)?.map(ToOwned::to_owned))
    }

    fn json(body: &str) -> Result<Option<String>, String> {
        asked("application/json", body.as_bytes())
    }

    #[test]
    fn a_body_may_be_absent_in_many_ways() {
        for body in [
            "",
            "null",
            "{}",
            "{\"webhook_url\":null}",
            "{\"webhook_url\":\"\"}",
        ] {
            assert_eq!(json(body), Ok(None), "{body}");
        }
        assert_eq!(asked("", b"{}"), Ok(None));
        assert_eq!(asked("text/plain", b""), Ok(None));
        assert_eq!(json("{\"other\": [1]}"), Ok(None));
        assert_eq!(json("\u{feff}{}"), Ok(None));
    }

    #[test]
    fn a_url_is_read_from_json_of_any_name() {
        for content_type in [
            "",
            "application/json; charset=utf-8",
            "Application/Vnd.Api+JSON",
        ] {
            let read = asked(content_type, br#"{"x":1,"webhook_url":"http://h"}"#);
            assert_eq!(read, Ok(Some("http://h".into())), "{content_type}");
        }
    }

    #[test]
    fn faults_are_told_as_fastapi_tells_them() {
        assert_eq!(
            json("{\"webhook_url\": 5}").unwrap_err(),
            r#"422 {"detail":[{"type":"string_type","loc":["body","webhook_url"],"msg":"Input should be a valid string","input":5}]}"#
        );
        let no_object = |input: &str| {
            format!(
                r#"422 {{"detail":[{{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":{input}}}]}}"#
            )
        };
        assert_eq!(json("[1.0]").unwrap_err(), no_object("[1.0]"));
        assert_eq!(json("\"x\"").unwrap_err(), no_object("\"x\""));
        assert_eq!(asked("text/plain", b"{}").unwrap_err(), no_object("\"{}\""));
        assert_eq!(
            json("{bad").unwrap_err(),
            r#"422 {"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting property name enclosed in double quotes"}}]}"#
        );
        assert_eq!(
            asked("application/json", b"{\"a\":\"\xff\"}").unwrap_err(),
            r#"400 {"detail":"There was an error parsing the body"}"#
        );
    }
}
