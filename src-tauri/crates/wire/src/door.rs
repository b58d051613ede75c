//! What all connections of one server share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::{http1, http2};
use hyper_util::rt::TokioTimer;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::refusal::Refusal;
use crate::{Limits, Refused};

/// hyper's read buffer is never smaller than this, so that large bodies come in large pieces.
const READ_BUFFER: usize = 128 * 1024;
/// Streams one HTTP/2 connection may have open.
const STREAMS: u32 = 128;
/// Streams a client may open and reset before they are taken up; above it the connection ends (rapid reset).
const PENDING_RESETS: usize = 20;
/// Streams we may have to reset for the client's errors before the connection ends.
const ERROR_RESETS: usize = 64;
const PING_INTERVAL: Duration = Duration::from_secs(20);
const PING_TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) struct Door<S> {
    pub(crate) limits: Arc<Limits>,
    pub(crate) service: S,
    pub(crate) http1: http1::Builder,
    pub(crate) http2: http2::Builder<Crew>,
    pub(crate) closing: Closing,
    refused: Arc<dyn Fn(Refused) + Send + Sync>,
}

impl<S> Door<S> {
    pub(crate) fn new(
        limits: Limits,
        refused: Arc<dyn Fn(Refused) + Send + Sync>,
        service: S,
        crew: Crew,
    ) -> Self {
        Self {
            http1: http1_builder(&limits),
            http2: http2_builder(&limits, crew),
            limits: Arc::new(limits),
            service,
            closing: Closing::default(),
            refused,
        }
    }

    pub(crate) fn report(&self, refusal: Refusal, peer: SocketAddr) {
        tracing::debug!(%peer, status = refusal.status.as_u16(), detail = refusal.detail, "refused");
        (self.refused)(Refused {
            flag: refusal.flag,
            status: refusal.status.as_u16(),
            head: refusal.head,
            peer,
            detail: refusal.detail,
        });
    }
}

fn http1_builder(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        // Ours runs in the tap, where a late head can still be answered; hyper's closes without a word.
        .header_read_timeout(None)
        // A sender that is done sending may still be listening.
        .half_close(true)
        .max_headers(limits.header_count.min(Limits::MOST_HEADERS))
        .max_buf_size(READ_BUFFER.max(limits.head_bytes + 8192));
    builder
}

fn http2_builder(limits: &Limits, crew: Crew) -> http2::Builder<Crew> {
    // h2 answers a list of fields above its limit without a word to us. So its limit is far above
    // ours, which is checked when the head is rendered.
    let most = u32::try_from(limits.head_bytes.saturating_mul(4)).unwrap_or(u32::MAX);
    let mut builder = http2::Builder::new(crew);
    builder
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(most)
        .max_pending_accept_reset_streams(PENDING_RESETS)
        .max_local_error_reset_streams(ERROR_RESETS)
        .keep_alive_interval(PING_INTERVAL)
        .keep_alive_timeout(PING_TIMEOUT);
    builder
}

/// Runs the streams of HTTP/2 connections, and ends them all at once when told to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crew {
    tracker: TaskTracker,
    ended: CancellationToken,
}

impl Crew {
    /// Waits until every stream is done.
    pub(crate) async fn done(&self) {
        self.tracker.close();
        self.tracker.wait().await;
    }

    pub(crate) fn end(&self) {
        self.ended.cancel();
    }
}

impl<F> hyper::rt::Executor<F> for Crew
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    fn execute(&self, stream: F) {
        let ended = self.ended.clone();
        self.tracker.spawn(ended.run_until_cancelled_owned(stream));
    }
}

/// The call to come to an end, cheap to look at: connections ask whenever they wake.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    called: AtomicBool,
    notify: Notify,
}

impl Closing {
    pub(crate) fn call(&self) {
        self.called.store(true, Ordering::Release);
        self.notify.notify_waiters();
    }

    pub(crate) fn is_called(&self) -> bool {
        self.called.load(Ordering::Acquire)
    }

    /// Wakes the task that polls it once, at [`Self::call`]; what it is ready with means nothing.
    pub(crate) async fn wake(&self) {
        let notified = self.notify.notified();
        if !self.is_called() {
            notified.await;
        }
    }
}
