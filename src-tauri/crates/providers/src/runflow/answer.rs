//! An answer with a JSON body.

use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use serde::Serialize;

/// The answer with this body.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let text = serde_json::to_string(body).expect("answers are texts and numbers");
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}
