//! The usual exchange, with no client in between: one write, and an answer that says how long it is.
//!
//! What goes out are the bytes that hyper would write. Whatever is not usual is hyper's: an answer
//! in chunks, an interim one, one that ends with its connection, a request that does not fit into
//! the socket at once, and all that breaks. It takes the connection over as it stands.

use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use futures_util::FutureExt as _;
use http::Method;
use http::header::{CONNECTION, EXPECT, TRANSFER_ENCODING, UPGRADE};
use model::AttemptAnswer;
use tokio::io::{AsyncReadExt as _, AsyncWrite as _};

use crate::connect::Stream;
use crate::exchange::Trace;
use crate::marks::Stage;
use crate::pool::Reusable;
use crate::request_head::Head;
use crate::resumed::Resumed;

mod reading;

use reading::Reading;

/// Longer bodies may not fit into a socket at once.
const LONGEST_BODY: usize = 64 * 1024;
/// What is read at once.
const ROOM: usize = 4 * 1024;

/// A connection for one usual exchange after the other.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: Stream,
    /// Empty between exchanges.
    received: BytesMut,
}

/// What came of an exchange.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The whole answer; and the connection, where it may serve another exchange.
    Whole(AttemptAnswer, Option<Wire>),
    /// Hyper has to go on with this.
    Unusual(Resumed, Because),
}

/// Why hyper has to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    /// Of the connection, which may have broken.
    OfTheConnection,
    /// Of how the answer is written: the next ones will be written so, too.
    OfTheAnswer,
}

/// Whether a request may be sent in this way.
pub(crate) fn serves(head: &Head<'_>, body: &Bytes) -> bool {
    let is_usual = |method: &Method| *method != Method::HEAD && *method != Method::CONNECT;
    let special = [CONNECTION, EXPECT, TRANSFER_ENCODING, UPGRADE];
    body.len() <= LONGEST_BODY
        && is_usual(&head.method)
        && !special.iter().any(|name| head.has(name))
}

impl Wire {
    /// Takes a connected stream.
    pub(crate) fn new(stream: Stream) -> Self {
        Self {
            stream,
            received: BytesMut::new(),
        }
    }

    /// Sends a request and takes in its answer, `keep` bytes of its body at most.
    pub(crate) async fn exchange(
        mut self,
        (head, body): (&[u8], &[u8]),
        keep: u64,
        trace: Trace<'_>,
    ) -> Outcome {
        let (sent, is_out) = self.write(head, body).await;
        if !is_out {
            return self.unusual(sent, None, Because::OfTheConnection);
        }
        let mut reading = Reading::new(keep);
        loop {
            self.received.reserve(ROOM);
            let error = match self.stream.read_buf(&mut self.received).await {
                Ok(0) => None,
                Err(error) => Some(error),
                Ok(_) => match reading.go_on(&self.received) {
                    reading::Step::More => {
                        note(&reading, trace);
                        continue;
                    }
                    reading::Step::Whole(answer, is_last) => {
                        trace.marks.answered(answer.status);
                        return Outcome::Whole(answer, self.for_another(is_last));
                    }
                    reading::Step::Unusual => {
                        return self.unusual(sent, None, Because::OfTheAnswer);
                    }
                },
            };
            return self.unusual(sent, error, Because::OfTheConnection);
        }
    }

    /// Writes what is taken at once; tells how much that is, and whether it is all out. TLS takes
    /// bytes that the socket does not, which somebody has to go on flushing.
    async fn write(&mut self, head: &[u8], body: &[u8]) -> (usize, bool) {
        let both = [IoSlice::new(head), IoSlice::new(body)];
        poll_fn(|cx| {
            let mut stream = Pin::new(&mut self.stream);
            let sent = match stream.as_mut().poll_write_vectored(cx, &both) {
                Poll::Ready(Ok(sent)) => sent,
                Poll::Ready(Err(_)) | Poll::Pending => 0,
            };
            let is_flushed = matches!(stream.poll_flush(cx), Poll::Ready(Ok(())));
            let is_out = is_flushed && sent == head.len() + body.len();
            Poll::Ready((sent, is_out))
        })
        .await
    }

    fn unusual(self, sent: usize, error: Option<io::Error>, because: Because) -> Outcome {
        let resumed = Resumed::after(self.stream, sent).with(self.received.freeze(), error);
        Outcome::Unusual(resumed, because)
    }

    fn for_another(mut self, is_last: bool) -> Option<Self> {
        self.received.clear();
        (!is_last).then_some(self)
    }
}

/// The head may be here before its body.
fn note(reading: &Reading, trace: Trace<'_>) {
    let status = reading
        .status()
        .filter(|_| trace.marks.stage() == Stage::Waiting);
    status
        .into_iter()
        .for_each(|status| trace.marks.answered(status));
}

impl Reusable for Wire {
    fn is_closed(&mut self) -> bool {
        // Its end, or something that nobody asked for.
        self.stream.read_u8().now_or_never().is_some()
    }

    async fn closed(&mut self) {
        let _ = self.stream.read_u8().await;
    }
}

#[cfg(test)]
mod tests;
