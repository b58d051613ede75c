//! Whether the sender of a request is still there while its answer is awaited.
//!
//! TCP does not tell everything. A connection that is reset is broken, and
//! that is known at once. But a sender that closes its socket and one that
//! only has nothing more to send look the same, both end their side of the
//! connection: which of them it is shows when something is written to it, and
//! not before. So the two cases are told apart, and what the second one means
//! is for the service to decide. A sender that is cut off from the network
//! says nothing at all, and is not noticed here.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use tokio::io::ReadBuf;
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// How a sender went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// It sends no more: it has closed its socket, or is silent and still listens.
    Finished,
    /// The connection is broken: nobody reads an answer.
    Broken,
}

/// Tells when a sender goes; an extension of every HTTP/1 request.
///
/// Over HTTP/2 there is none, since the requests of a sender that goes are
/// dropped there.
#[derive(Debug, Clone, Default)]
pub struct Hangup(Arc<Watch>);

#[derive(Debug, Default)]
struct Watch {
    /// Whether anybody asks: looking costs a call of the system.
    wanted: AtomicBool,
    seen: OnceLock<Departure>,
    told: Notify,
}

impl Hangup {
    /// Waits until the sender goes, however long that takes.
    ///
    /// To be asked once the body is read, from the service's own task. A sender
    /// that has sent its next request already is taken to be there.
    pub async fn wait(&self) -> Departure {
        self.0.wanted.store(true, Ordering::Relaxed);
        loop {
            let told = self.0.told.notified();
            if let Some(seen) = self.0.seen.get() {
                return *seen;
            }
            told.await;
        }
    }

    /// Looks, when anybody asks; the task is woken when there may be something to see.
    pub(crate) fn look(&self, line: &impl Line, cx: &mut Context<'_>) {
        if !self.0.wanted.load(Ordering::Relaxed) || self.0.seen.get().is_some() {
            return;
        }
        let departure = match line.poll_peek(cx) {
            Poll::Ready(Ok(0)) => Departure::Finished,
            Poll::Ready(Err(_)) => Departure::Broken,
            Poll::Ready(Ok(_)) | Poll::Pending => return,
        };
        self.0.seen.get_or_init(|| departure);
        self.0.told.notify_waiters();
    }
}

/// A connection that can be looked at without taking anything from it.
pub(crate) trait Line {
    /// How many bytes could be read, one at most; 0 at the end.
    fn poll_peek(&self, cx: &mut Context<'_>) -> Poll<io::Result<usize>>;
}

impl Line for TcpStream {
    fn poll_peek(&self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.poll_peek(cx, &mut ReadBuf::new(&mut [0]))
    }
}

#[cfg(test)]
impl Line for tokio::io::DuplexStream {
    fn poll_peek(&self, _: &mut Context<'_>) -> Poll<io::Result<usize>> {
        Poll::Pending
    }
}
