//! Plays Skyvern's API: its routes, and the calls behind them.
//!
//! Checks come in the real server's order: malformed JSON, credentials,
//! schema, the run and its state, the URL, its host. Only then something is sent.

mod answer;
mod auth;
mod call;
mod deliver;
mod listing;
mod reach;
mod replay;
mod runs;
mod scripted;
mod server;
mod token;
mod trial;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use http::{HeaderValue, StatusCode, header};

use crate::fastapi::Refusal;
use answer::{json, written};
use call::Call;
pub(crate) use scripted::scripted;
pub(crate) use server::Emulation;

/// The API, from its root on: each call below `/v1` and `/api/v1`, with a slash at its end and
/// without.
pub(crate) fn router(emulation: Emulation) -> Router {
    let inside = reads(preview_webhook).post(retry_inside);
    let calls = [
        ("/runs", reads(list_runs)),
        ("/runs/{run_id}", reads(get_run)),
        ("/runs/{run_id}/cancel", sends(post(cancel_run))),
        ("/runs/{run_id}/retry_webhook", sends(post(retry_webhook))),
        ("/internal/test-webhook", sends(post(test_webhook))),
        ("/internal/runs/{run_id}/test-webhook", inside),
    ];
    let mut router = Router::new().fallback(unknown_path);
    for (path, answers) in calls {
        for prefix in ["/v1", "/api/v1"] {
            for end in ["", "/"] {
                router = router.route(&format!("{prefix}{path}{end}"), answers.clone());
            }
        }
    }
    router.with_state(emulation)
}

/// A call that only reads. What is asked by another method, HEAD too, is not there.
fn reads<H, T>(handler: H) -> MethodRouter<Emulation>
where
    H: axum::handler::Handler<T, Emulation>,
    T: 'static,
{
    let other = || async { other_method("GET") };
    get(handler).head(other).fallback(other)
}

fn sends(router: MethodRouter<Emulation>) -> MethodRouter<Emulation> {
    router.fallback(|| async { other_method("POST") })
}

async fn unknown_path() -> Response {
    Refusal::detail(StatusCode::NOT_FOUND, "Not Found").into_response()
}

fn other_method(allowed: &'static str) -> Response {
    let refusal = Refusal::detail(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed");
    let allowed = HeaderValue::from_static(allowed);
    refusal.with(header::ALLOW, allowed).into_response()
}

type Answer = Result<Response, Refusal>;

async fn retry_webhook(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(json(&replay::retry(&emulation, &call).await?))
}

async fn retry_inside(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(json(&replay::retry_inside(&emulation, &call).await?))
}

async fn preview_webhook(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(json(&replay::preview(&emulation, &call).await?))
}

async fn test_webhook(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(json(&trial::test(&emulation, &call).await?))
}

async fn list_runs(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(json(&runs::list(&emulation, &call).await?))
}

async fn get_run(State(emulation): State<Emulation>, call: Call) -> Answer {
    Ok(written(runs::get(&emulation, &call).await?))
}

async fn cancel_run(State(emulation): State<Emulation>, call: Call) -> Answer {
    runs::cancel(&emulation, &call).await?;
    Ok(json(&()))
}
