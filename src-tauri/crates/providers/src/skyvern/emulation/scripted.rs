//! What a call is answered that is to go wrong: in the words that Skyvern has for that status.
//!
//! A run whose record is gone is found nowhere but in the list: Skyvern 1.0.56 then names the kind
//! of record (`services/webhook_service.py`), which an id tells by how it begins.

use http::{HeaderValue, StatusCode, header};

use super::call::run_id;
use crate::fastapi::{Fault, Place, Refusal};
use crate::python::Json;

/// What Skyvern 1.0.56 says where it failed itself (`forge/api_app.py`), for any error of Python.
const BROKEN: &str = "Unexpected error: RuntimeError";

/// How a call of this path is refused with this status.
pub(crate) fn scripted(status: StatusCode, path: &str) -> Refusal {
    let usual = || status.canonical_reason().unwrap_or("Error").to_owned();
    let words = match status {
        StatusCode::FORBIDDEN => "Invalid credentials".to_owned(),
        StatusCode::NOT_FOUND => not_found(path),
        StatusCode::CONFLICT => not_final(path).unwrap_or_else(usual),
        StatusCode::UNPROCESSABLE_ENTITY => return Refusal::invalid(vec![fault()]),
        StatusCode::INTERNAL_SERVER_ERROR => return Refusal::error(status, BROKEN),
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = HeaderValue::from_static("30");
            return Refusal::detail(status, usual()).with(header::RETRY_AFTER, wait);
        }
        _ => usual(),
    };
    Refusal::detail(status, words)
}

fn not_found(path: &str) -> String {
    let id = run_id(path);
    match path.trim_end_matches('/').rsplit('/').next() {
        Some("retry_webhook" | "test-webhook") if !id.is_empty() => record_not_found(&id),
        Some("cancel") => format!("Run not found {id}"),
        Some(last) if !last.is_empty() && *last == *id => format!("Task run not found {id}"),
        _ => "Not Found".to_owned(),
    }
}

/// The record that would be sent is gone.
fn record_not_found(id: &str) -> String {
    match id {
        id if id.starts_with("tsk_v2_") => format!("Task v2 run {id} missing task record"),
        id if id.starts_with("tsk_") => format!("Task {id} not found"),
        id if id.starts_with("wr_") => format!("WorkflowRun {id} not found"),
        _ => format!("Run {id} not found"),
    }
}

fn not_final(path: &str) -> Option<String> {
    let id = run_id(path);
    let words = "is not final; webhook replay is unavailable until it is final.";
    (!id.is_empty()).then(|| format!("Run {id} {words}"))
}

/// A URL that is none, which is what else can be wrong with a call's fields.
fn fault() -> Fault {
    let place = Place::body().field("webhook_url");
    let message = "Input should be a valid string";
    Fault::new("string_type", place, message, Json::Number("5".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail(status: u16, path: &str) -> String {
        let status = StatusCode::from_u16(status).unwrap();
        let body: serde_json::Value = serde_json::from_str(&scripted(status, path).body).unwrap();
        body["detail"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_record_that_is_gone_is_named_by_its_kind() {
        for (path, words) in [
            ("/v1/runs/tsk_1/retry_webhook", "Task tsk_1 not found"),
            (
                "/api/v1/runs/wr_1/retry_webhook/",
                "WorkflowRun wr_1 not found",
            ),
            (
                "/v1/runs/tsk_v2_1/retry_webhook",
                "Task v2 run tsk_v2_1 missing task record",
            ),
            (
                "/v1/internal/runs/tsk_1/test-webhook",
                "Task tsk_1 not found",
            ),
            ("/v1/runs/x/retry_webhook", "Run x not found"),
            ("/v1/runs/tsk_1", "Task run not found tsk_1"),
            ("/v1/runs/tsk_1/cancel", "Run not found tsk_1"),
            ("/v1/runs", "Not Found"),
            ("/v1/internal/test-webhook", "Not Found"),
        ] {
            assert_eq!(detail(404, path), words, "{path}");
        }
    }

    #[test]
    fn each_status_has_its_words() {
        let path = "/v1/runs/wr_1/retry_webhook";
        assert_eq!(detail(403, path), "Invalid credentials");
        let not_final = "Run wr_1 is not final; webhook replay is unavailable until it is final.";
        assert_eq!(detail(409, path), not_final);
        let broken = scripted(StatusCode::INTERNAL_SERVER_ERROR, path).body;
        assert_eq!(broken, r#"{"error":"Unexpected error: RuntimeError"}"#);
        let invalid = scripted(StatusCode::UNPROCESSABLE_ENTITY, path).body;
        assert!(
            invalid.starts_with(r#"{"detail":[{"type":"string_type""#),
            "{invalid}"
        );
    }
}
