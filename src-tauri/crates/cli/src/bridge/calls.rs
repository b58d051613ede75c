//! Commands over HTTP: JSON in, JSON out, a refusal as `{code, message}`.

use app::CallError;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::shared::Shared;

/// Longest argument: a body of 32 MiB in which every character is escaped.
const LONGEST: usize = 64 * 1024 * 1024;

/// Runs a command.
pub async fn call(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let argument = match read(&headers, body).await {
        Ok(argument) => argument,
        Err(error) => return refusal(&error),
    };
    match app::call(&shared.app, &name, argument).await {
        Ok(answer) => json(StatusCode::OK, answer.to_string()),
        Err(error) => refusal(&error),
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Value, CallError> {
    // A form of a foreign page can send any text, but not this type.
    if !is_json(headers) {
        return Err(CallError::new("send the argument as application/json"));
    }
    let too_long = |_| CallError::new("the argument is longer than 64 MiB, or did not come whole");
    let bytes = axum::body::to_bytes(body, LONGEST)
        .await
        .map_err(too_long)?;
    if bytes.is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    let wrong = |error| CallError::new(format!("the argument is no JSON: {error}"));
    serde_json::from_slice(&bytes).map_err(wrong)
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = value
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn refusal(error: &CallError) -> Response {
    let status = match error.code.as_str() {
        "not_found" | "unknown_command" => StatusCode::NOT_FOUND,
        _ => StatusCode::BAD_REQUEST,
    };
    let body = serde_json::to_string(error).expect("codes and messages are text");
    json(status, body)
}

fn json(status: StatusCode, body: String) -> Response {
    let fields = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, fields, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &'static str) -> HeaderMap {
        [(CONTENT_TYPE, http::HeaderValue::from_static(content_type))]
            .into_iter()
            .collect()
    }

    #[tokio::test]
    async fn an_argument_is_json_and_says_so() {
        let json = headers("application/json; charset=utf-8");
        assert_eq!(
            read(&json, Body::from("[1]")).await,
            Ok(serde_json::json!([1]))
        );
        assert_eq!(read(&json, Body::empty()).await, Ok(serde_json::json!({})));
        let error = read(&json, Body::from("{")).await.unwrap_err();
        assert!(error.message.contains("no JSON"), "{}", error.message);
        assert!(
            read(&headers("text/plain"), Body::from("{}"))
                .await
                .is_err()
        );
        assert!(read(&HeaderMap::new(), Body::from("{}")).await.is_err());
    }

    #[test]
    fn what_is_not_there_is_404_and_what_is_wrong_is_400() {
        let status = |code| refusal(&CallError::with_code(code, "x")).status();
        assert_eq!(status("not_found"), StatusCode::NOT_FOUND);
        assert_eq!(status("unknown_command"), StatusCode::NOT_FOUND);
        assert_eq!(status("failed"), StatusCode::BAD_REQUEST);
    }
}
