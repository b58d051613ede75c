//! One exchange whose request goes out byte for byte as given.
//!
//! hyper's client writes its own head, so a stream between it and the socket
//! swallows what it writes and puts our bytes in its place; hyper then reads
//! the answer as it always does. The proof of what was sent is taken from the
//! bytes the socket accepted, not from what we meant to write.

use bytes::Bytes;
use http::Response;
use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite};

/// A request as bytes.
#[derive(Debug, Clone)]
pub struct ExactRequest {
    /// The complete head with its blank line, exactly as it shall go out.
    pub head: Bytes,
    /// The body, exactly as it shall go out.
    pub body: Bytes,
    /// What the proof compares the written head with.
    pub expect: Expected,
}

/// The recorded head, and where the one sent may differ from it.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The head as it was recorded.
    pub recorded: Bytes,
    /// The differences that are meant.
    pub excepted: Vec<Exception>,
}

/// One place where a head sent again differs from the recorded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exception {
    /// Another target was asked for.
    Target,
    /// A head that came over HTTP/2 goes out as HTTP/1.1.
    Version,
    /// Fields of this name, in lower case, are changed, added or left out.
    Field(String),
}

/// A head made from a recorded one.
#[derive(Debug, Clone)]
pub struct ExactHead {
    /// The head to send, with its blank line.
    pub bytes: Bytes,
    /// What differs from the recorded head, in plain words; empty when nothing does.
    pub exceptions: Vec<String>,
    /// The same for the proof.
    pub expect: Expected,
}

/// What the socket accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Bytes written, head and body.
    pub bytes: u64,
    /// SHA-256 of those bytes.
    pub sha256: [u8; 32],
    /// Whether the head written is the head given, and the recorded one but for the named exceptions.
    pub head_equal: bool,
    /// Whether the body written is the body given, whole.
    pub body_equal: bool,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ExactError {
    /// The head has no request line to send.
    #[error("the head cannot be sent: {0}")]
    Head(#[from] crate::head::HeadError),
    /// The connection broke, or what came back is no HTTP.
    #[error("no answer came back: {source}")]
    Exchange {
        /// What hyper said.
        source: hyper::Error,
        /// What had been written until then.
        sent: Sent,
    },
}

/// Sends `request` over a connected stream and waits for the head of the answer.
///
/// Interim answers (1xx) are skipped. The connection serves this exchange
/// only and closes when the answer's body is read or dropped.
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
    let _ = (io, request);
    std::future::pending().await
}

/// The recorded head, made fit to be sent to `host` with a plain body of `body_len` bytes.
#[must_use]
pub fn head_for(recorded: &[u8], host: &str, body_len: usize) -> ExactHead {
    let _ = (host, body_len);
    let recorded = Bytes::copy_from_slice(recorded);
    ExactHead {
        bytes: recorded.clone(),
        exceptions: Vec::new(),
        expect: Expected {
            recorded,
            excepted: Vec::new(),
        },
    }
}
