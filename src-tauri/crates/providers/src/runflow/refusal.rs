//! What a call is refused with: `{code, message, errors}`.
//!
//! Codes are Runflow's where it names them; the rest are ours, and the status is what counts.

use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde::Serialize;

use super::answer::json;
use super::fields::Fault;
use super::run::Kind;
use crate::error::Error;

/// An answer that is no success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Status of the answer.
    pub status: StatusCode,
    body: Body,
    retry_after: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Body {
    code: &'static str,
    message: String,
    errors: Option<Vec<Item>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_type: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Item {
    error_type: &'static str,
    field: Option<&'static str>,
    message: String,
}

impl Refusal {
    /// With a code and words.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let body = Body {
            code,
            message: message.into(),
            errors: None,
            error_type: None,
        };
        Self {
            status,
            body,
            retry_after: None,
        }
    }

    /// For a status alone, as scripted trouble asks for it.
    pub fn of(status: StatusCode) -> Self {
        let (code, message) = words(status);
        let refusal = Self::new(status, code, message);
        match status {
            StatusCode::TOO_MANY_REQUESTS => refusal.retry_in(1),
            _ => refusal,
        }
    }

    /// What came is not what was wanted.
    pub fn invalid(fault: Fault) -> Self {
        let message = match fault.field {
            "body" => format!("The body {}", fault.message),
            field => format!("{field}: {}", fault.message),
        };
        let refusal = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "VALIDATION_ERROR",
            message,
        );
        refusal.with(Item {
            error_type: "validation_error",
            field: Some(fault.field),
            message: fault.message,
        })
    }

    /// What is there cannot be redelivered as it is.
    pub fn unready(error_type: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let mut refusal = Self::new(status, "UNPROCESSABLE_ENTITY", message.clone());
        refusal.body.error_type = Some(error_type);
        refusal.with(Item {
            error_type,
            field: None,
            message,
        })
    }

    /// There is none of this id, or it is another organization's.
    pub fn missing(kind: Kind, id: &str) -> Self {
        let message = format!("{} {id} not found", kind.title());
        Self::new(StatusCode::NOT_FOUND, kind.missing(), message)
    }

    /// There is no secret of this id, or it is another organization's.
    pub fn missing_secret(id: &str) -> Self {
        let message = format!("Callback secret {id} not found");
        Self::new(StatusCode::NOT_FOUND, "CALLBACK_SECRET_NOT_FOUND", message)
    }

    /// There is no such path.
    pub fn of_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Not found")
    }

    /// Our own fault.
    pub fn broken(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "the emulation of Runflow broke");
        Self::of(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// With the seconds after which to ask again.
    pub fn retry_in(self, seconds: u64) -> Self {
        let retry_after = Some(seconds);
        Self {
            retry_after,
            ..self
        }
    }

    fn with(mut self, item: Item) -> Self {
        self.body.errors = Some(vec![item]);
        self
    }
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 => ("UNAUTHORIZED", "Invalid or missing bearer token"),
        402 => ("INSUFFICIENT_CREDIT", "Insufficient credit"),
        403 => ("PERMISSION_DENIED", "Permission denied"),
        404 => ("RUN_NOT_FOUND", "Run not found"),
        405 => ("METHOD_NOT_ALLOWED", "Method not allowed"),
        409 => ("CONFLICT", "Conflict"),
        413 => ("PAYLOAD_TOO_LARGE", "The body is too large"),
        422 => ("VALIDATION_ERROR", "Validation failed"),
        429 => ("RATE_LIMITED", "Too many requests"),
        503 => ("SERVICE_UNAVAILABLE", "Service unavailable"),
        500.. => ("INTERNAL_ERROR", "Internal error"),
        _ => ("BAD_REQUEST", "Bad request"),
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::invalid(fault)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::broken(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = json(self.status, &self.body);
        let headers = response.headers_mut();
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                http::HeaderValue::from_static("Bearer"),
            );
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(refusal: &Refusal) -> String {
        serde_json::to_string(&refusal.body).unwrap()
    }

    #[test]
    fn errors_are_null_unless_there_are_some() {
        assert_eq!(
            text(&Refusal::missing(Kind::Run, "r_1")),
            r#"{"code":"RUN_NOT_FOUND","message":"Run r_1 not found","errors":null}"#
        );
        let fault = Fault::new("status", "should be a string");
        assert_eq!(
            text(&Refusal::invalid(fault)),
            r#"{"code":"VALIDATION_ERROR","message":"status: should be a string","errors":[{"error_type":"validation_error","field":"status","message":"should be a string"}]}"#
        );
    }

    #[test]
    fn a_conflict_says_so_by_its_type() {
        let refusal = Refusal::unready("conflict", "one is under way");
        assert_eq!(refusal.status, StatusCode::UNPROCESSABLE_ENTITY);
        let json: serde_json::Value = serde_json::from_str(&text(&refusal)).unwrap();
        assert_eq!(json["error_type"], "conflict");
        assert_eq!(json["errors"][0]["error_type"], "conflict");
    }

    #[test]
    fn too_many_calls_are_told_when_to_come_back() {
        let response = Refusal::of(StatusCode::TOO_MANY_REQUESTS).into_response();
        assert_eq!(response.headers()["retry-after"], "1");
        let unknown = Refusal::of(StatusCode::UNAUTHORIZED).into_response();
        assert_eq!(unknown.headers()["www-authenticate"], "Bearer");
    }
}
