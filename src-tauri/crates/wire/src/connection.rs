//! The life of one connection.
//!
//! HTTP/1 and HTTP/2 are told apart here and not by hyper-util's automatic
//! builder: that one waits for the first bytes without a time-out and keeps
//! its stream, which is needed back for refusals to be answered.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use http::{Request, Response, StatusCode};
use http_body::Body;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use model::CaptureFlag;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tower::Service;

use crate::Peer;
use crate::activity::Activity;
use crate::any_error::AnyError;
use crate::door::Door;
use crate::exchange::{Http1, Http2};
use crate::recorder::Recorded;
use crate::refusal::Refusal;
use crate::tap::{Protocol, Tap};

/// Most that is read and thrown away so that a sender in full flow gets to read the answer:
/// twice the default body limit, since bodies somewhat too large are the common case.
const DRAINED_BYTES: u64 = 64 * 1024 * 1024;
/// How long that may take.
const DRAINED_TIME: Duration = Duration::from_secs(3);

/// Serves one connection to its end.
pub(crate) async fn serve<S, B>(door: Arc<Door<S>>, stream: TcpStream, peer: SocketAddr)
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Unpin + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<AnyError>,
{
    let mut tap = tap(&door, stream);
    let protocol = tokio::select! {
        protocol = tap.sniff() => protocol,
        () = door.closing.wake() => return,
    };
    let ended = match protocol {
        Protocol::Http1 => serve_http1(&door, tap, peer).await,
        Protocol::Http2 => return serve_http2(door, tap, peer).await,
        Protocol::Nothing => tap,
    };
    part(&door, ended, peer).await;
}

/// Answers one connection above the limit: its first head is read and reported, then 503.
pub(crate) async fn turn_away<S>(door: Arc<Door<S>>, stream: TcpStream, peer: SocketAddr) {
    let mut tap = tap(&door, stream);
    let head = tokio::select! {
        head = tap.first_head() => head,
        () = door.closing.wake() => return,
    };
    if head.is_empty() {
        return;
    }
    let detail = format!("there are {} connections already", door.limits.connections);
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let refusal = Refusal::new(status, CaptureFlag::TooManyConnections, detail);
    answer(&door, &mut tap, refusal.with_head(head), peer).await;
    drain(&mut tap).await;
}

fn tap<S>(door: &Door<S>, stream: TcpStream) -> Tap<TcpStream> {
    // Answers are small and whole: waiting to fill a packet would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY is not to be had");
    }
    Tap::new(stream, Arc::clone(&door.limits))
}

async fn serve_http1<S, B>(
    door: &Arc<Door<S>>,
    tap: Tap<TcpStream>,
    peer: SocketAddr,
) -> Tap<TcpStream>
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Unpin + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: Body + 'static,
    B::Error: Into<AnyError>,
{
    let ledger = tap.ledger();
    let exchange = Http1 {
        service: door.service.clone(),
        ledger: ledger.clone(),
        hangup: tap.hangup(),
        peer: Peer(peer),
    };
    let mut connection = door.http1.serve_connection(TokioIo::new(tap), exchange);
    let mut wake = pin!(door.closing.wake());
    let mut asked_to_wake = false;
    let mut closing = false;
    let ended = std::future::poll_fn(|cx| {
        // Once is enough, it is the same task each time; asking anew would lock what all connections share.
        if !std::mem::replace(&mut asked_to_wake, true) {
            let _: Poll<()> = wake.as_mut().poll(cx);
        }
        if !closing && door.closing.is_called() {
            closing = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        connection.poll_without_shutdown(cx)
    })
    .await;
    if let Err(error) = ended {
        ended_early(door, &error, ledger.pop(), peer);
    }
    connection.into_parts().io.into_inner()
}

fn ended_early<S>(
    door: &Door<S>,
    error: &hyper::Error,
    unclaimed: Option<Box<Recorded>>,
    peer: SocketAddr,
) {
    tracing::debug!(%peer, %error, "the connection ended early");
    // hyper found fault with a head that passed our judgement, and has answered it.
    if let Some(recorded) = unclaimed.filter(|_| error.is_parse()) {
        let refusal = Refusal::malformed(error.to_string());
        door.report(refusal.with_head(recorded.head), peer);
    }
}

async fn serve_http2<S, B>(door: Arc<Door<S>>, tap: Tap<TcpStream>, peer: SocketAddr)
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Unpin + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<AnyError>,
{
    let activity = Activity::default();
    let exchange = Http2 {
        door: Arc::clone(&door),
        peer: Peer(peer),
        activity: activity.clone(),
    };
    let mut connection = pin!(door.http2.serve_connection(TokioIo::new(tap), exchange));
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = door.closing.wake() => None,
        () = fall_quiet(&activity, door.limits.idle_timeout) => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            connection.as_mut().graceful_shutdown();
            // A client that keeps its streams' windows shut would stay for ever.
            timeout(door.limits.body_timeout, connection)
                .await
                .unwrap_or(Ok(()))
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, %error, "the HTTP/2 connection ended early");
    }
}

/// Ready when nothing ran and nothing began for `wait`.
async fn fall_quiet(activity: &Activity, wait: Duration) {
    let mut before = None;
    loop {
        tokio::time::sleep(wait).await;
        let now = activity.quiet_since();
        if now.is_some() && now == before {
            return;
        }
        before = now;
    }
}

/// Says what is still to be said, and closes so that it can be read.
async fn part<S>(door: &Door<S>, mut tap: Tap<TcpStream>, peer: SocketAddr) {
    let refusal = tap.take_refusal();
    let unread = tap.leaves_unread() || refusal.is_some();
    if let Some(refusal) = refusal {
        answer(door, &mut tap, refusal, peer).await;
    }
    if unread {
        drain(&mut tap).await;
    }
}

async fn answer<S>(door: &Door<S>, tap: &mut Tap<TcpStream>, refusal: Refusal, peer: SocketAddr) {
    let answer = refusal.answer();
    door.report(refusal, peer);
    let written = timeout(door.limits.body_timeout, tap.io().write_all(&answer)).await;
    if !matches!(written, Ok(Ok(()))) {
        tracing::debug!(%peer, "the refusal could not be answered");
    }
}

/// Closing on unread bytes would reset the connection and take the answer with it.
async fn drain(tap: &mut Tap<TcpStream>) {
    let stream = tap.io();
    let drained = timeout(DRAINED_TIME, async {
        stream.shutdown().await?;
        tokio::io::copy(&mut stream.take(DRAINED_BYTES), &mut tokio::io::sink()).await
    });
    if let Ok(Err(error)) = drained.await {
        tracing::debug!(%error, "the connection was gone before its end");
    }
}
