//! Plays Skyvern's API: its routes, and the one call behind them.
//!
//! Checks come in the real server's order: malformed JSON, credentials,
//! schema, the run and its state, the URL, its host. Only then something is sent.

mod answer;
mod auth;
mod body;
mod deliver;
mod reach;
mod refusal;
mod replay;

use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http::{HeaderValue, StatusCode, header};

use crate::stage::Stage;
use answer::json;
pub(super) use refusal::Refusal;

/// Longest body of a call; a URL needs far less.
const LONGEST_BODY: u64 = 1024 * 1024;
/// How long a call's body may make no progress.
const BODY_PATIENCE: Duration = Duration::from_secs(20);

/// An emulated Skyvern.
#[derive(Debug, Clone)]
pub(crate) struct Emulation {
    /// Where it plays.
    pub(crate) stage: Stage,
    /// How long it waits for the receiver of a webhook.
    pub(crate) patience: Duration,
}

impl Emulation {
    /// One that is as patient as Skyvern.
    #[must_use]
    pub(crate) const fn new(stage: Stage) -> Self {
        Self {
            stage,
            patience: Duration::from_secs(60),
        }
    }
}

/// The API, from its root on.
pub(crate) fn router(emulation: Emulation) -> Router {
    let retry = || post(retry_webhook);
    Router::new()
        .route("/v1/runs/{run_id}/retry_webhook", retry())
        .route("/v1/runs/{run_id}/retry_webhook/", retry())
        .route("/api/v1/runs/{run_id}/retry_webhook", retry())
        .route("/api/v1/runs/{run_id}/retry_webhook/", retry())
        .fallback(unknown_path)
        .method_not_allowed_fallback(other_method)
        .with_state(emulation)
}

async fn unknown_path() -> Response {
    Refusal::detail(StatusCode::NOT_FOUND, "Not Found").into_response()
}

async fn other_method() -> Response {
    let refusal = Refusal::detail(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed");
    let mut response = refusal.into_response();
    let allowed = HeaderValue::from_static("POST");
    response.headers_mut().insert(header::ALLOW, allowed);
    response
}

async fn retry_webhook(
    State(emulation): State<Emulation>,
    Path(run_id): Path<String>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let read = wire::body::read(body, LONGEST_BODY, BODY_PATIENCE).await;
    let Ok(body) = read else {
        let refusal = Refusal::detail(
            StatusCode::BAD_REQUEST,
            "There was an error parsing the body",
        );
        return refusal.into_response();
    };
    let call = replay::Call {
        run_id,
        headers: head.headers,
        body,
    };
    // A caller that hangs up does not stop what was begun: it is sent and kept all the same.
    let work =
        tokio::spawn(
            async move { replay::replay(&emulation.stage, &call, emulation.patience).await },
        );
    match work.await {
        Ok(Ok(replayed)) => json(StatusCode::OK, &replayed),
        Ok(Err(refusal)) => refusal.into_response(),
        Err(error) => Refusal::broken(&error).into_response(),
    }
}
