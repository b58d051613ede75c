//! Answers that are no success: a code, a message, and what is wrong with each field.

use std::fmt::Display;

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::error::Error;
use crate::stage::ids;

/// A delivery is in no state to be retried.
const NOT_RETRIABLE: u32 = 400_228;

/// A status, a code and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    /// The status, or the status and three digits more.
    code: u32,
    message: String,
    pub(super) details: Vec<Detail>,
    /// Boxed, since few refusals have one and all are passed around.
    field: Option<Box<(HeaderName, HeaderValue)>>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    code: u32,
    message: &'a str,
    request_id: String,
    #[serde(skip_serializing_if = "<[Detail]>::is_empty")]
    details: &'a [Detail],
}

impl Refusal {
    /// A refusal whose code is its status.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            code: u32::from(status.as_u16()),
            message: message.into(),
            details: Vec::new(),
            field: None,
        }
    }

    /// 401 for a caller without a key that is known.
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Unauthorized")
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// 400, with what is wrong with each field.
    pub fn invalid(details: Vec<Detail>) -> Self {
        Self {
            details,
            ..Self::new(StatusCode::BAD_REQUEST, "Invalid request")
        }
    }

    /// 404 for something, also for another organization's.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }

    /// 400 for a delivery that did not fail.
    pub fn not_retriable(status: &str) -> Self {
        let message = format!("Only failed deliveries can be retried (status={status})");
        Self {
            code: NOT_RETRIABLE,
            ..Self::new(StatusCode::BAD_REQUEST, message)
        }
    }

    /// The same with a header field.
    #[must_use]
    pub fn with(self, name: HeaderName, value: HeaderValue) -> Self {
        Self {
            field: Some(Box::new((name, value))),
            ..self
        }
    }

    /// Something of ours failed: whoever plays with an emulation may know what.
    pub fn broken(error: &dyn Display) -> Self {
        tracing::error!(%error, "an emulated B3OS could not answer");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            // Its user removed it in Hookwright's own lists.
            Error::Store(store::Error::NotFound { .. }) => Self::not_found("Webhook endpoint"),
            Error::NotRequeued(_) => Self::not_retriable("pending"),
            other => Self::broken(&other),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Body {
            code: self.code,
            message: &self.message,
            request_id: ids::prefixed("req_", 24),
            details: &self.details,
        };
        let text = serde_json::to_string(&body).expect("texts and numbers");
        let content_type = [(header::CONTENT_TYPE, "application/json")];
        let mut response = (self.status, content_type, text).into_response();
        if let Some((name, value)) = self.field.map(|field| *field) {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
