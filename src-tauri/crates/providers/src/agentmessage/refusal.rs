//! What a call is refused with: `{success, error: {code, message, request_id, details?}}`.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use model::Clock;
use serde::Serialize;
use serde_json::{Map, Value};

use super::answer::json;
use crate::error::Error as Failure;
use crate::stage::ids::ulid;

/// An answer that is no success.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Status of the answer.
    pub status: StatusCode,
    code: &'static str,
    message: &'static str,
    details: Faults,
    retry_after: Option<u64>,
}

/// What is wrong, by field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults(Box<Map<String, Value>>);

#[derive(Serialize)]
struct Body<'a> {
    success: bool,
    error: Error<'a>,
}

#[derive(Serialize)]
struct Error<'a> {
    code: &'static str,
    message: &'static str,
    request_id: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    details: &'a Map<String, Value>,
}

impl Faults {
    /// One fault.
    pub fn one(field: &str, message: impl Into<String>) -> Self {
        let mut faults = Self::default();
        faults.note(field, message);
        faults
    }

    /// Another one.
    pub fn note(&mut self, field: &str, message: impl Into<String>) {
        self.0.insert(field.to_owned(), message.into().into());
    }

    /// What was read, or the default with its fault noted.
    pub fn take<T: Default>(&mut self, field: &str, read: Result<T, impl Into<String>>) -> T {
        read.unwrap_or_else(|message| {
            self.note(field, message);
            T::default()
        })
    }

    /// Refuses when there are some.
    pub fn check(self) -> Result<(), Refusal> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Refusal::invalid(self)),
        }
    }

    /// Whether this field has a fault.
    #[cfg(test)]
    pub fn names(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }
}

impl Refusal {
    /// For a status alone: each has one code.
    pub fn of(status: StatusCode) -> Self {
        let (code, message) = words(status);
        let retry_after = (status == StatusCode::TOO_MANY_REQUESTS).then_some(1);
        Self {
            status,
            code,
            message,
            details: Faults::default(),
            retry_after,
        }
    }

    /// What came is not what was wanted.
    pub fn invalid(details: Faults) -> Self {
        Self {
            details,
            ..Self::of(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }

    /// There is none of this id, or it is another organization's.
    pub fn missing() -> Self {
        Self::of(StatusCode::NOT_FOUND)
    }

    /// Asked too often; seconds until it may be asked again.
    pub fn too_often(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::of(StatusCode::TOO_MANY_REQUESTS)
        }
    }

    /// Our own fault.
    pub fn broken(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "the emulation of AgentMessage broke");
        Self::of(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What is wrong, by field.
    #[cfg(test)]
    pub fn details(&self) -> &Faults {
        &self.details
    }
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 => ("UNAUTHORIZED", "authentication failed"),
        403 => ("FORBIDDEN", "missing required scope"),
        404 => ("NOT_FOUND", "not found"),
        405 => ("METHOD_NOT_ALLOWED", "method not allowed"),
        409 => ("LIMIT_EXCEEDED", "limit exceeded"),
        410 => (
            "EVENT_EXPIRED",
            "source event has been pruned and cannot be replayed",
        ),
        413 => ("PAYLOAD_TOO_LARGE", "payload too large"),
        422 => ("VALIDATION_FAILED", "validation failed"),
        429 => ("RATE_LIMITED", "rate limited"),
        503 => ("UNAVAILABLE", "unavailable"),
        500.. => ("INTERNAL_ERROR", "internal error"),
        _ => ("BAD_REQUEST", "bad request"),
    }
}

impl From<Failure> for Refusal {
    fn from(error: Failure) -> Self {
        Self::broken(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Body {
            success: false,
            error: Error {
                code: self.code,
                message: self.message,
                request_id: ulid(Clock::system().now()),
                details: &self.details.0,
            },
        };
        let mut response = json(self.status, &body);
        let headers = response.headers_mut();
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
