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
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use http::{HeaderName, HeaderValue, header};

use crate::fastapi::{Refusal, guarded};
use answer::{json, written};
use call::Call;
pub(crate) use scripted::scripted;
pub(crate) use server::Emulation;

/// The API, from its root on: each call below `/v1` and `/api/v1`, those of the clients with a
/// slash at their end and without.
pub(crate) fn router(emulation: Emulation) -> Router {
    let mut router = Router::new();
    let mut known = Vec::new();
    for (methods, path, answers) in calls() {
        for path in forms(path) {
            router = router.route(&path, answers.clone());
            known.extend(methods.iter().map(|&method| (method, path.clone())));
        }
    }
    guarded(router.with_state(emulation), known).layer(map_response(async |answer| secured(answer)))
}

type Calls = [(
    &'static [&'static str],
    &'static str,
    MethodRouter<Emulation>,
); 6];

fn calls() -> Calls {
    let inside = get(preview_webhook).post(retry_inside);
    [
        (&["GET"], "/runs", get(list_runs)),
        (&["GET"], "/runs/{run_id}", get(get_run)),
        (&["POST"], "/runs/{run_id}/cancel", post(cancel_run)),
        (
            &["POST"],
            "/runs/{run_id}/retry_webhook",
            post(retry_webhook),
        ),
        (&["POST"], "/internal/test-webhook", post(test_webhook)),
        (
            &["GET", "POST"],
            "/internal/runs/{run_id}/test-webhook",
            inside,
        ),
    ]
}

/// The paths of a call. Those of Skyvern's own pages have none with a slash.
fn forms(path: &str) -> impl Iterator<Item = String> {
    let ends: &[&str] = match path.starts_with("/internal") {
        true => &[""],
        false => &["", "/"],
    };
    let prefixes = ["/v1", "/api/v1"].into_iter();
    prefixes.flat_map(move |prefix| ends.iter().map(move |end| format!("{prefix}{path}{end}")))
}

/// What Skyvern says to browsers with each of its answers (seen on a server of version 1.0.56).
const TO_BROWSERS: [(HeaderName, &str); 4] = [
    (header::VARY, "Origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// An answer with the fields that all of them have.
pub(crate) fn secured(mut answer: Response) -> Response {
    for (name, value) in TO_BROWSERS {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
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
