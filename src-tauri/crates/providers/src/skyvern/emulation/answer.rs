//! What calls are answered that succeed, arrived or not.

use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use serde::Serialize;

use crate::skyvern::signed::SignedHeaders;

/// A replay, its fields in Skyvern's order; what is absent is null and never left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    pub run_id: String,
    pub run_type: &'static str,
    pub default_webhook_url: Option<String>,
    pub target_webhook_url: String,
    /// The exact body.
    pub payload: String,
    pub headers: SignedHeaders,
    pub status_code: Option<u16>,
    pub latency_ms: u64,
    pub response_body: Option<String>,
    pub error: Option<String>,
}

/// What a replay would send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    pub run_id: String,
    pub run_type: &'static str,
    pub default_webhook_url: Option<String>,
    /// The exact body.
    pub payload: String,
    pub headers: SignedHeaders,
}

/// An answer with a JSON body.
pub fn json(body: &impl Serialize) -> Response {
    written(serde_json::to_string(body).expect("answers are texts and numbers"))
}

/// An answer whose JSON is written already.
pub fn written(text: String) -> Response {
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::OK, content_type, text).into_response()
}
