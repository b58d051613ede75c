//! What stands before every emulation's router: the bound on bodies, scripted trouble, the log of
//! calls, and the document that describes the API.
//!
//! A caller that hangs up does not stop what was begun: it is done and logged all the same.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::Bytes;
use http::StatusCode;
use model::{Trouble, TroubleKind};
use wire::body::BodyError;

use super::front::Front;
use super::log::Asked;
use super::play::{Play, operation};
use super::{Stage, docs};
use crate::means::Means;

/// Longest body of a call.
const LONGEST_BODY: u64 = 1024 * 1024;
/// How long a call's body may make no progress.
const BODY_PATIENCE: Duration = Duration::from_secs(20);
/// How long a call that is to hang is held, when its caller does not go before.
const LONGEST_HANG: Duration = Duration::from_secs(600);

/// Marks an answer that is not to be written: the connection is closed instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut;

/// An emulation as it is served, from its root on.
pub(crate) fn front(play: Box<dyn Play>, means: &Means) -> Router {
    let stage = Stage::new(means.clone(), play.provider());
    let front = Arc::new(Front { play, stage });
    let api = front.play.router(front.stage.clone());
    let api = api.layer(from_fn_with_state(Arc::clone(&front), answer));
    // What the API has no path for is its own to answer, so its fallback is the one that stays.
    Router::new()
        .route("/openapi.json", get(docs::document))
        .route("/docs", get(docs::page))
        .with_state(front)
        .merge(api)
}

/// How a call ends.
enum End {
    Answered(Response),
    /// It is not answered, and its connection stays open.
    Held,
    /// Its connection is closed.
    Cut,
}

async fn answer(State(front): State<Arc<Front>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let work = tokio::spawn(Arc::clone(&front).end(request, next));
    match work.await {
        Ok(End::Answered(response)) => response,
        Ok(End::Cut) => cut(),
        Ok(End::Held) => {
            tokio::time::sleep(LONGEST_HANG).await;
            cut()
        }
        Err(error) => {
            tracing::error!(%error, "a call of an emulation ended in a panic");
            front.play.refusal(StatusCode::INTERNAL_SERVER_ERROR, &path)
        }
    }
}

fn cut() -> Response {
    let mut response = StatusCode::BAD_GATEWAY.into_response();
    response.extensions_mut().insert(Cut);
    response
}

impl Front {
    async fn end(self: Arc<Self>, request: Request, next: Next) -> End {
        let (began, at) = (Instant::now(), self.stage.now());
        let (head, body) = request.into_parts();
        let (body, refused) = match read(body).await {
            Ok(body) => (body, None),
            Err(None) => return End::Cut,
            Err(Some(status)) => {
                let refusal = self.play.refusal(status, head.uri.path());
                (Bytes::new(), Some(refusal))
            }
        };
        let known = self.play.operations();
        let asked = Asked {
            operation: operation(known, &head.method, head.uri.path()),
            at,
            began,
            head: head.clone(),
            body: body.clone(),
        };
        let trouble = self.trouble(asked.operation).await;
        let end = match (&trouble, refused) {
            (Some(trouble), _) => self.befall(trouble.kind, head.uri.path()),
            (None, Some(refusal)) => End::Answered(refusal),
            (None, None) => {
                End::Answered(next.run(Request::from_parts(head, Body::from(body))).await)
            }
        };
        self.logged(end, asked, trouble).await
    }

    async fn trouble(&self, operation: Option<&str>) -> Option<Trouble> {
        let emulations = self.stage.store().emulations();
        let taken = emulations.take_trouble(self.stage.id(), operation).await;
        taken.unwrap_or_else(|error| {
            tracing::error!(%error, "the troubles of an emulation cannot be read");
            None
        })
    }

    fn befall(&self, kind: TroubleKind, path: &str) -> End {
        match kind {
            TroubleKind::Status { status } => {
                let status = StatusCode::from_u16(status);
                let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                End::Answered(self.play.refusal(status, path))
            }
            TroubleKind::Hang => End::Held,
            TroubleKind::Cut => End::Cut,
        }
    }

    async fn logged(&self, end: End, asked: Asked, trouble: Option<Trouble>) -> End {
        match end {
            End::Answered(response) => {
                End::Answered(self.log_answer(asked, trouble, response).await)
            }
            other => {
                self.log_silence(asked, trouble).await;
                other
            }
        }
    }
}

/// The whole body; else the status that refuses it, or none when its sender went away.
async fn read(body: Body) -> Result<Bytes, Option<StatusCode>> {
    let read = wire::body::read(body, LONGEST_BODY, BODY_PATIENCE).await;
    read.map_err(|error| match error {
        BodyError::TooLarge { .. } => Some(StatusCode::PAYLOAD_TOO_LARGE),
        BodyError::TooSlow { .. } => Some(StatusCode::REQUEST_TIMEOUT),
        BodyError::Incomplete { .. } => None,
    })
}
