//! A realistic small event for test deliveries.

use model::Headers;

use crate::Scheme;
use crate::{Request, describe};

/// An event in the provider's own shape, not signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its event type.
    pub event_type: Option<String>,
    /// Its `Content-Type`.
    pub content_type: String,
    /// Further header fields the provider sends, `Content-Type` not among them.
    pub headers: Headers,
    /// The body.
    pub body: Vec<u8>,
}

const GENERIC: &str = r#"{"id":"evt_0001","type":"example.created","created_at":"2026-01-31T12:00:00Z","data":{"name":"Example","amount":1999,"currency":"eur"}}"#;

/// The sample of a scheme: the provider's own, or a generic JSON event.
#[must_use]
pub fn sample(scheme: &Scheme) -> Sample {
    let definition = scheme.definition();
    let own = definition.sample.as_ref();
    let headers: Headers = own.map_or_else(Headers::default, |own| {
        own.headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    });
    let body = own.map_or(GENERIC, |own| own.body.trim_end());
    let content_type = own.and_then(|own| own.content_type.as_deref());
    Sample {
        event_type: event_type(scheme, &headers, body),
        content_type: content_type.unwrap_or("application/json").to_owned(),
        body: body.as_bytes().to_vec(),
        headers,
    }
}

fn event_type(scheme: &Scheme, headers: &Headers, body: &str) -> Option<String> {
    let request = Request {
        method: "POST",
        url: "http://localhost/",
        headers,
        body: body.as_bytes(),
    };
    describe(Some(scheme), &request).event_type
}
