//! A delivery of a provider's log as the request that it was. Pure.
//!
//! The body is taken out of the log byte for byte where it is a text, and is written compactly
//! where it is JSON: spelling of numbers and order of fields stay as the log has them, so that
//! signatures of providers that send compact JSON verify.

use bytes::Bytes;
use model::{Headers, Timestamp};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::provider_delivery::ProviderDelivery;
use crate::raw::{compact, raw_at};

/// Where a log has what of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestPlaces<'a> {
    /// Its header fields: an object, or a list of pairs.
    pub(crate) headers: Option<&'a str>,
    /// Its body: a text, or JSON.
    pub(crate) body: &'a str,
}

/// A request that a provider's log holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogExchange {
    /// The delivery, by the provider's id.
    pub delivery: String,
    /// When it was sent, where that is told.
    pub at: Option<Timestamp>,
    /// Where it went, where that is told.
    pub url: Option<String>,
    /// Its header fields, as far as the log has them.
    pub headers: Headers,
    /// Its body.
    pub body: Bytes,
}

/// The request of a row; nothing when the log does not have its body.
pub(crate) fn exchange(
    delivery: &ProviderDelivery,
    row: &RawValue,
    places: RequestPlaces<'_>,
) -> Option<LogExchange> {
    let body = body(raw_at(row, places.body)?)?;
    let headers = places
        .headers
        .and_then(|place| delivery.more.pointer(place));
    let mut headers = headers.map(fields).unwrap_or_default();
    if headers.get("content-type").is_none() {
        headers.push("Content-Type", "application/json");
    }
    Some(LogExchange {
        delivery: delivery.id.clone(),
        at: delivery.at,
        url: delivery.url.clone(),
        headers,
        body,
    })
}

/// A text as it stands; JSON compactly; null is no body.
fn body(raw: &RawValue) -> Option<Bytes> {
    match serde_json::from_str(raw.get()) {
        Ok(Value::Null) | Err(_) => None,
        Ok(Value::String(text)) => Some(Bytes::from(text)),
        Ok(_) => Some(Bytes::from(compact(raw.get()))),
    }
}

/// Fields of an object, whose values may be lists, or of a list of pairs.
fn fields(value: &Value) -> Headers {
    let mut headers = Headers::default();
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                add(&mut headers, name, value);
            }
        }
        Value::Array(pairs) => {
            for pair in pairs {
                let name = pair.get(0).or_else(|| pair.get("name"));
                let value = pair.get(1).or_else(|| pair.get("value"));
                if let (Some(Value::String(name)), Some(value)) = (name, value) {
                    add(&mut headers, name, value);
                }
            }
        }
        _ => {}
    }
    headers
}

fn add(headers: &mut Headers, name: &str, value: &Value) {
    match value {
        Value::String(text) => push(headers, name, text),
        Value::Array(values) => values.iter().for_each(|value| add(headers, name, value)),
        Value::Number(_) | Value::Bool(_) => push(headers, name, &value.to_string()),
        Value::Null | Value::Object(_) => {}
    }
}

/// What could not stand in a head is left out: a log is not trusted more than a socket.
fn push(headers: &mut Headers, name: &str, value: &str) {
    let is_name = |byte: u8| byte.is_ascii_graphic() && byte != b':';
    let good_name = !name.is_empty() && name.bytes().all(is_name);
    if good_name && !value.contains(['\r', '\n', '\0']) {
        headers.push(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider_delivery::ProviderOutcome;

    const PLACES: RequestPlaces<'_> = RequestPlaces {
        headers: Some("/request/headers"),
        body: "/request/payload",
    };

    fn read(row: &str) -> Option<LogExchange> {
        let raw: Box<RawValue> = serde_json::from_str(row).unwrap();
        let delivery = ProviderDelivery {
            id: "1".into(),
            event_type: None,
            outcome: ProviderOutcome::Pending,
            status: None,
            at: None,
            url: None,
            event_id: None,
            more: serde_json::from_str(row).unwrap(),
        };
        exchange(&delivery, &raw, PLACES)
    }

    #[test]
    fn json_keeps_its_order_and_the_spelling_of_its_numbers() {
        let row =
            r#"{"request": {"headers": {"X-A": "1"}, "payload": {"b": 1.50, "a": [1e3, "x y"]}}}"#;
        let exchange = read(row).unwrap();
        assert_eq!(exchange.body, &br#"{"b":1.50,"a":[1e3,"x y"]}"#[..]);
        assert_eq!(exchange.headers.text("x-a"), Some("1"));
        let content_type = exchange.headers.text("content-type");
        assert_eq!(content_type, Some("application/json"));
    }

    #[test]
    fn a_text_is_the_body_itself() {
        let row = r#"{"request": {"payload": "{ \"a\" : 1 }\n"}}"#;
        assert_eq!(read(row).unwrap().body, &b"{ \"a\" : 1 }\n"[..]);
    }

    #[test]
    fn without_a_body_there_is_no_exchange() {
        for row in ["{}", r#"{"request": {"payload": null}}"#] {
            assert_eq!(read(row), None, "{row}");
        }
    }

    #[test]
    fn fields_come_as_an_object_with_lists_or_as_pairs() {
        let lists = r#"{"request": {"headers": {"A": ["1", "2"], "B": 3, "bad\n": "x", "C": "x\r\ny"}, "payload": {}}}"#;
        let headers = read(lists).unwrap().headers;
        assert_eq!(headers.all("a").count(), 2);
        assert_eq!((headers.text("b"), headers.len()), (Some("3"), 4));
        let pairs =
            r#"{"request": {"headers": [["A", "1"], {"name": "B", "value": "2"}], "payload": {}}}"#;
        let headers = read(pairs).unwrap().headers;
        assert_eq!(
            (headers.text("a"), headers.text("b")),
            (Some("1"), Some("2"))
        );
    }
}
