//! Serves emulated providers: all on one port, each below its id, or one alone at the root.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::any_service;
use http::{StatusCode, header};
use tower::util::MapResult;
use wire::{Limits, Listeners, Server};

use crate::means::Means;
use crate::plays::play;
use crate::provider::Provider;
use crate::stage::{Cut, front};

/// All emulations, each below its provider's id: `/skyvern/v1/…`.
pub fn all(means: &Means) -> Router {
    let root = Router::new().fallback(overview);
    let mount = |router: Router, provider: Provider| {
        let (path, alone) = (format!("/{}", provider.id()), alone(provider, means));
        // A nest leaves out the path that is its own with a slash.
        router
            .route(&format!("{path}/"), any_service(alone.clone()))
            .nest(&path, alone)
    };
    Provider::ALL.into_iter().fold(root, mount)
}

/// One emulation at the root, for clients whose base URL has no path.
pub fn alone(provider: Provider, means: &Means) -> Router {
    front(play(provider), means)
}

/// Whoever comes to no provider is told which there are.
async fn overview() -> Response {
    let paths = Provider::ALL.map(|provider| format!("/{}", provider.id()));
    let body = serde_json::json!({ "detail": "Not Found", "emulations": paths }).to_string();
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::NOT_FOUND, content_type, body).into_response()
}

/// Serves until `shutdown` is ready.
pub async fn serve(listeners: Listeners, router: Router, shutdown: impl Future<Output = ()>) {
    let server = Server {
        limits: Limits::default(),
        refused: Arc::new(|refused| {
            tracing::debug!(status = refused.status, detail = %refused.detail, "an emulation refused a request");
        }),
    };
    let service = MapResult::new(router, sever);
    server.serve(listeners, service, shutdown).await;
}

/// A call that is to be cut off: the server closes the connection on an error.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut on purpose")]
struct Severed;

impl From<Infallible> for Severed {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

fn sever(answered: Result<Response, Infallible>) -> Result<Response, Severed> {
    let response = answered?;
    match response.extensions().get::<Cut>() {
        Some(Cut) => Err(Severed),
        None => Ok(response),
    }
}
