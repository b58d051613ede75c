//! Requests that go out byte for byte as given.
//!
//! hyper's client writes its own head, so a stream between it and the socket
//! swallows what it writes and puts our bytes in its place; hyper then reads
//! the answer as it always does. The proof of what was sent is taken from the
//! bytes the socket accepted, not from what we meant to write.
//!
//! A connection may serve one exchange after the other, each with a proof of
//! its own. Nothing is sent twice here: what becomes of a request that a
//! connection did not take is its owner's to decide.

mod lines;
mod proof;
mod request;
mod rewrite;
mod stream;

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper_util::rt::TokioIo;
use model::HttpVersion;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::{RecordedHead, head};
pub use proof::{Sent, Transfer};
pub use request::{ExactHead, ExactRequest, Exception, Expected};
pub use rewrite::{Destination, head_for, head_to};
use stream::{Slot, Substitute, Tee};

/// How long the rest of a request may still take once the answer is there.
const AFTER_ANSWER: Duration = Duration::from_secs(2);
/// Fields an answer may have.
const ANSWER_FIELDS: usize = 500;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ExactError {
    /// The head has no request line to send.
    #[error("the head cannot be sent: {0}")]
    Head(#[from] head::HeadError),
    /// The method is not one that HTTP allows.
    #[error("the head cannot be sent: \"{method}\" is no method; a method is one word of letters")]
    Method {
        /// The method.
        method: String,
    },
    /// The connection could not be set up.
    #[error("the connection cannot be used: {0}")]
    Connection(hyper::Error),
    /// The connection broke, or what came back is no HTTP.
    #[error("no answer came back after {} bytes were sent: {source}", .sent.bytes)]
    Exchange {
        /// What hyper said.
        source: hyper::Error,
        /// What had been written until then.
        sent: Sent,
    },
}

/// A connection for one exchange after the other.
///
/// Dropping it closes it, once the last answer's body is read or dropped.
#[derive(Debug)]
pub struct Connection {
    requests: SendRequest<Empty<Bytes>>,
    slot: Slot,
    /// Whether the last request asked for the connection's end.
    last: bool,
    driven: JoinHandle<()>,
}

impl Connection {
    /// Takes a connected stream; nothing is written or read yet.
    ///
    /// # Errors
    /// [`ExactError::Connection`].
    pub async fn open<IO>(io: IO) -> Result<Self, ExactError>
    where
        IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        Self::open_through(io, |tee| tee).await
    }

    /// As [`Self::open`], with a stream of the caller's between our bytes and the tee.
    async fn open_through<IO, Through>(
        io: IO,
        wrap: impl FnOnce(Tee<IO>) -> Through,
    ) -> Result<Self, ExactError>
    where
        Through: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let slot = Slot::default();
        let tee = Tee::new(io, slot.clone());
        let stream = Substitute::new(wrap(tee), slot.clone());
        let (requests, connection) = Builder::new()
            .max_headers(ANSWER_FIELDS)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(ExactError::Connection)?;
        let driven = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "the connection of an exact exchange ended early");
            }
        });
        Ok(Self {
            requests,
            slot,
            last: false,
            driven,
        })
    }

    /// Sends a request and waits for the head of the answer.
    ///
    /// Interim answers (1xx) are skipped. The answer carries its own head as it
    /// came in a [`RecordedHead`] extension. Dropping this future and the
    /// connection ends the exchange, so a time-out around it is all a caller
    /// needs; `transfer` then tells how far it came.
    ///
    /// An answer may come before the request is all written; the rest then has a
    /// moment to follow, and [`Transfer::sent`] tells whether it did.
    ///
    /// # Errors
    /// [`ExactError`] when no answer came.
    pub async fn send(&mut self, transfer: &Transfer) -> Result<Response<Incoming>, ExactError> {
        let (head, body) = transfer.bytes();
        let parsed = head::parse(&head)?;
        self.last = parsed.version == HttpVersion::Http10;
        let stand_in = stand_in(parsed.method)?;
        let written = self.slot.begin(transfer.clone(), head, body);
        let answered = self.requests.send_request(stand_in).await;
        let mut answer = answered.map_err(|source| ExactError::Exchange {
            source,
            sent: transfer.sent(),
        })?;
        // Either outcome will do: the transfer knows how far it came.
        let _ = timeout(AFTER_ANSWER, written).await;
        if let Some(head) = self.slot.take_answer_head() {
            answer.extensions_mut().insert(RecordedHead(head));
        }
        Ok(answer)
    }

    /// Whether another request may follow, told once the last answer's body is at its end.
    ///
    /// It may not when either side announced or did otherwise, when the request
    /// was not all written, or when something came that nobody asked for.
    pub async fn is_free(&mut self) -> bool {
        !self.last && self.slot.is_all_written() && self.requests.ready().await.is_ok()
    }

    /// Whether it is known to be closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.requests.is_closed()
    }

    /// Waits until the connection is closed.
    pub async fn closed(&mut self) {
        // One that has ended must not be asked again; a panic in it closes the connection as well.
        if !self.driven.is_finished() {
            let _ = (&mut self.driven).await;
        }
    }
}

/// One exchange on a connection of its own, see [`Connection::send`].
///
/// # Errors
/// [`ExactError`] when no answer came.
pub async fn send<IO>(
    io: IO,
    request: ExactRequest,
) -> Result<(Response<Incoming>, Sent), ExactError>
where
    IO: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let transfer = Transfer::new(request);
    let answer = Connection::open(io).await?.send(&transfer).await?;
    Ok((answer, transfer.sent()))
}

/// What hyper is told to send: it needs the method to read the answer, the rest is swallowed.
fn stand_in(method: String) -> Result<Request<Empty<Bytes>>, ExactError> {
    let mut request = Request::new(Empty::new());
    *request.method_mut() =
        Method::from_bytes(method.as_bytes()).map_err(|_| ExactError::Method { method })?;
    Ok(request)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, ReadBuf};

    use super::*;

    const RECORDED: &[u8] = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";
    const BODY: &[u8] = b"body";

    /// Alters the byte at `at` on its way out.
    struct Altering {
        tee: Tee<DuplexStream>,
        at: usize,
        written: usize,
    }

    impl AsyncRead for Altering {
        fn poll_read(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            buf: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Pin::new(&mut self.tee).poll_read(cx, buf)
        }
    }

    impl AsyncWrite for Altering {
        fn poll_write(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            buf: &[u8],
        ) -> Poll<io::Result<usize>> {
            let mut altered = buf.to_vec();
            if let Some(byte) = self
                .at
                .checked_sub(self.written)
                .and_then(|at| altered.get_mut(at))
            {
                *byte ^= 1;
            }
            let polled = Pin::new(&mut self.tee).poll_write(cx, &altered);
            if let Poll::Ready(Ok(written)) = polled {
                self.written += written;
            }
            polled
        }

        fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.tee).poll_flush(cx)
        }

        fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.tee).poll_shutdown(cx)
        }
    }

    async fn sent_altered_at(at: usize) -> Sent {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let request = head_for(RECORDED, "a", BODY.len()).with_body(Bytes::from_static(BODY));
        let answering = async {
            theirs
                .read_exact(&mut vec![0; RECORDED.len() + BODY.len()])
                .await
                .unwrap();
            theirs.write_all(b"HTTP/1.1 204 OK\r\n\r\n").await.unwrap();
        };
        let altering = |tee| Altering {
            tee,
            at,
            written: 0,
        };
        let transfer = Transfer::new(request);
        let sending = async {
            let connection = Connection::open_through(ours, altering).await;
            connection.unwrap().send(&transfer).await
        };
        let (answered, ()) = tokio::join!(sending, answering);
        answered.unwrap();
        transfer.sent()
    }

    #[tokio::test]
    async fn one_byte_altered_on_the_way_out_breaks_the_proof() {
        for at in 0..RECORDED.len() + BODY.len() {
            let sent = sent_altered_at(at).await;
            let in_head = at < RECORDED.len();
            assert_eq!(
                (sent.head_equal, sent.body_equal),
                (!in_head, in_head),
                "byte {at}"
            );
        }
    }

    #[tokio::test]
    async fn nothing_altered_is_proved_equal() {
        let sent = sent_altered_at(usize::MAX).await;
        assert!(sent.head_equal && sent.body_equal);
    }
}
