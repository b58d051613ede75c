//! The bridge: the window's UI for a browser of this machine.
//!
//! It serves the pages, the commands (`POST /call/{name}`), the notices
//! (server-sent events) and the bytes of captures, and nobody but the user's
//! own browser gets past [`guard`]. It never listens beyond this machine.

mod access;
mod calls;
mod guard;
mod notices;
mod pages;
mod secrecy;
mod shared;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use http::header::RANGE;
use tokio_util::sync::CancellationToken;
use wire::{BindError, Limits, Listeners, Server};

use self::access::Access;
use self::shared::Shared;
use crate::outcome::Failure;

/// A bound port and the token that opens it.
pub struct Bridge {
    listeners: Listeners,
    access: Arc<Access>,
}

impl Bridge {
    /// Binds a port of this machine; `fallback` takes the next free one when it is taken.
    pub async fn bind(address: &str, fallback: bool) -> Result<Self, Failure> {
        refuse_public(address)?;
        let listeners = match wire::bind(address).await {
            Err(BindError::Taken {
                next_free: Some(next),
                ..
            }) if fallback => wire::bind(&with_port(address, next)).await,
            bound => bound,
        };
        let listeners = listeners.map_err(|error| unbound(&error))?;
        let access = Arc::new(Access::new(listeners.addresses()));
        Ok(Self { listeners, access })
    }

    /// The link to open, with the token that lets a browser in.
    pub fn link(&self) -> String {
        let address = self.listeners.addresses().first();
        let host = address.map_or_else(|| "127.0.0.1".to_owned(), SocketAddr::to_string);
        format!("http://{host}/?token={}", self.access.token())
    }

    /// Serves until `end`.
    pub async fn run(self, app: App, end: CancellationToken) {
        let router = router(
            Shared {
                app,
                end: end.clone(),
            },
            self.access,
        );
        let refused = |refused: wire::Refused| {
            tracing::debug!(detail = refused.detail, "the bridge refused a request");
        };
        let server = Server {
            limits: Limits::default(),
            refused: Arc::new(refused),
        };
        server
            .serve(self.listeners, router, end.cancelled_owned())
            .await;
    }
}

fn router(shared: Shared, access: Arc<Access>) -> Router {
    let routes = Router::new()
        .route("/call/{name}", post(calls::call))
        .route("/notices", get(notices::notices))
        .route("/bytes/{*path}", get(bytes))
        .with_state(shared)
        .fallback(pages::page);
    guarded(routes, access)
}

/// Puts the guard in front of everything.
fn guarded(routes: Router, access: Arc<Access>) -> Router {
    routes.layer(middleware::from_fn_with_state(access, guard::protect))
}

async fn bytes(State(shared): State<Shared>, request: Request) -> Response {
    let range = request
        .headers()
        .get(RANGE)
        .and_then(|range| range.to_str().ok());
    app::bytes::serve(&shared.app, request.uri().path(), range)
        .await
        .map(Into::into)
}

fn refuse_public(address: &str) -> Result<(), Failure> {
    let ip = address
        .parse::<SocketAddr>()
        .ok()
        .map(|address| address.ip());
    if ip.as_ref().is_none_or(IpAddr::is_loopback) {
        return Ok(());
    }
    let message = format!(
        "the UI is served to this machine only, not on {address}: use 127.0.0.1 or localhost"
    );
    Err(Failure::usage(message))
}

fn with_port(address: &str, port: u16) -> String {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    format!("{host}:{port}")
}

fn unbound(error: &BindError) -> Failure {
    let advice = match error {
        BindError::Taken { .. } => " (--ui names another, --port-fallback takes the next free one)",
        _ => "",
    };
    Failure::broken(format!("the UI cannot be served: {error}{advice}"))
}

#[cfg(test)]
mod tests {
    use app::{Keeper, Options};
    use axum::body::Body;
    use http::StatusCode;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn the_ui_is_never_served_beyond_this_machine() {
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
            assert!(
                matches!(Bridge::bind(address, false).await, Err(Failure::Usage(_))),
                "{address}"
            );
        }
    }

    #[tokio::test]
    async fn a_taken_port_is_said_with_the_ways_out_and_the_fallback_takes_one() {
        let first = Bridge::bind("127.0.0.1:0", false).await.ok().unwrap();
        let taken = first.listeners.addresses()[0].to_string();
        let Err(Failure::Broken(message)) = Bridge::bind(&taken, false).await else {
            panic!("bound twice")
        };
        assert!(message.contains("--port-fallback"), "{message}");
        let second = Bridge::bind(&taken, true).await.ok().unwrap();
        assert_ne!(second.listeners.port(), first.listeners.port());
        assert_ne!(second.access.token(), first.access.token());
    }

    #[tokio::test]
    async fn the_link_carries_a_token_of_256_bits() {
        let bridge = Bridge::bind("127.0.0.1:0", false).await.ok().unwrap();
        let link = bridge.link();
        let (start, token) = link.split_once("/?token=").unwrap();
        assert!(start.starts_with("http://127.0.0.1:"));
        assert_eq!(token.len(), 43);
    }

    /// Asks a bridge over a new data folder, as a browser that was let in.
    async fn ask(method: &str, path: &str, body: &str) -> (StatusCode, String) {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&Options {
            folder: folder.path().to_owned(),
            keeper: Keeper::KeyFile,
            receiver: None,
            port_fallback: false,
            emulations: app::EmulationOptions::default(),
            unsorted_forward_to: Vec::new(),
        });
        let app = app.unwrap();
        let access = Arc::new(Access::new(&[([127, 0, 0, 1], 4402).into()]));
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:4402")
            .header("content-type", "application/json")
            .header("cookie", access.cookie())
            .body(Body::from(body.to_owned()));
        let end = CancellationToken::new();
        end.cancel();
        let router = router(
            Shared {
                app: app.clone(),
                end,
            },
            access,
        );
        let response = router.oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        app.stop().await;
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_command_is_called_by_its_name() {
        let argument = r#"{"filter":"","from":null,"limit":10}"#;
        let (status, answer) = ask("POST", "/call/captures.page", argument).await;
        assert_eq!((status, answer.as_str()), (StatusCode::OK, "[]"));
        let (status, answer) = ask("POST", "/call/captures.page", r#"{"filter":1}"#).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        assert!(
            answer.starts_with(r#"{"code":"failed","message":"#),
            "{answer}"
        );
        let (status, _) = ask("POST", "/call/captures.detail", r#"{"id":"cap_1"}"#).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn a_command_is_not_called_by_a_link() {
        let (status, _) = ask("GET", "/call/about", "").await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[tokio::test]
    async fn bytes_that_are_not_there_are_404_and_notices_end_with_the_program() {
        let (status, _) = ask("GET", "/bytes/captures/cap_1/body", "").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, events) = ask("GET", "/notices", "").await;
        assert_eq!((status, events.as_str()), (StatusCode::OK, ""));
    }
}
