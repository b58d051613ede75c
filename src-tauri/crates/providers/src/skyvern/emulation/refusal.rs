//! Answers of a call that did not come to sending.

use std::fmt::Display;

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::Value;

use crate::python::{Json, Numbers, write};

/// A status and its JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub status: StatusCode,
    pub body: String,
}

impl Refusal {
    /// `{"detail": "…"}`, as most refusals are.
    pub fn detail(status: StatusCode, text: impl Display) -> Self {
        let text = Value::from(text.to_string());
        let body = format!("{{\"detail\":{text}}}");
        Self { status, body }
    }

    /// One fault of the body, as FastAPI tells it.
    pub fn invalid(fault: Vec<(&str, Json)>) -> Self {
        let fault = fault
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let list = Json::List(vec![Json::Object(fault.collect())]);
        let whole = Json::Object(vec![("detail".to_owned(), list)]);
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            body: write(&whole, Numbers::AsSpelled),
        }
    }

    /// Something of ours failed: whoever plays with an emulation may know what.
    pub fn broken(error: &dyn Display) -> Self {
        tracing::error!(%error, "an emulated Skyvern could not answer");
        let text = Value::from(format!("Unexpected error: {error}"));
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            body: format!("{{\"error\":{text}}}"),
        }
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Self::broken(&error)
    }
}

impl From<crate::error::Error> for Refusal {
    fn from(error: crate::error::Error) -> Self {
        Self::broken(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let content_type = [(header::CONTENT_TYPE, "application/json")];
        (self.status, content_type, self.body).into_response()
    }
}
