//! Answers that are no success.

use std::fmt::Display;

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;

use super::fault::Fault;
use crate::python::{Json, Numbers, write};

/// A status and its JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: String,
    /// Boxed, since few refusals have one and all are passed around.
    field: Option<Box<(HeaderName, HeaderValue)>>,
}

impl Refusal {
    /// `{"detail": "…"}`, as most refusals are.
    pub fn detail(status: StatusCode, text: impl Display) -> Self {
        let text = Value::from(text.to_string());
        Self {
            status,
            body: format!("{{\"detail\":{text}}}"),
            field: None,
        }
    }

    /// `{"error": "…"}`, as a service's own handler of failures has it.
    pub fn error(status: StatusCode, text: &str) -> Self {
        let text = Value::from(text);
        Self {
            status,
            body: format!("{{\"error\":{text}}}"),
            field: None,
        }
    }

    /// 422 with what is wrong.
    pub fn invalid(faults: Vec<Fault>) -> Self {
        let faults = faults.into_iter().map(Fault::into_json).collect();
        let whole = Json::Object(vec![("detail".to_owned(), Json::List(faults))]);
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            body: write(&whole, Numbers::Printed),
            field: None,
        }
    }

    /// Something of ours failed: whoever plays with an emulation may know what.
    pub fn broken(error: &dyn Display) -> Self {
        tracing::error!(%error, "an emulation could not answer");
        Self::detail(StatusCode::INTERNAL_SERVER_ERROR, error)
    }

    /// The same with a header field.
    #[must_use]
    pub fn with(self, name: HeaderName, value: HeaderValue) -> Self {
        Self {
            field: Some(Box::new((name, value))),
            ..self
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
        let mut response = (self.status, content_type, self.body).into_response();
        if let Some((name, value)) = self.field.map(|field| *field) {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
