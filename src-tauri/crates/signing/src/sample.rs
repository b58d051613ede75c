//! A realistic small event for test deliveries.

use model::Headers;

use crate::Scheme;

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

/// The sample of a scheme.
#[must_use]
pub fn sample(_scheme: &Scheme) -> Sample {
    Sample {
        event_type: None,
        content_type: "application/json".to_owned(),
        headers: Headers::default(),
        body: b"{}".to_vec(),
    }
}
