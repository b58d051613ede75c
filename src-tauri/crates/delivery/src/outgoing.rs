//! What is to be sent, and what came of it: plain values.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use compact_str::CompactString;
use model::{AttemptAnswer, AttemptFailure, Headers, Timestamp, Timing};
use tokio_util::sync::CancellationToken;

/// One request to be sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Method.
    pub method: CompactString,
    /// Absolute http or https URL.
    pub url: Arc<str>,
    /// Header fields; `Host`, `Content-Length` and the connection's own are the client's.
    /// Not used in the exact form, whose head has its own.
    pub headers: Headers,
    /// The body, sent as it is.
    pub body: Bytes,
    /// Who writes the head.
    pub wire: WireForm,
    /// Time until the whole answer is here; `None` is the sender's.
    pub timeout: Option<Duration>,
    /// Bytes of the answer's body that are kept; `None` is the sender's.
    pub keep_body: Option<u64>,
    /// Ends the exchange at once when it is cancelled; `None` where nobody will.
    pub cancel: Option<CancellationToken>,
}

/// Who writes the head of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WireForm {
    /// The HTTP client, from method, URL and fields.
    Normal,
    /// The same bytes over connections of our own, for who sends thousands a second.
    Direct,
    /// Nobody: the recorded head goes out as it is, but for named exceptions.
    Exact {
        /// The head as it was recorded, with its blank line.
        recorded_head: Bytes,
    },
}

impl Outgoing {
    /// A request without fields and body.
    #[must_use]
    pub fn new(method: impl Into<CompactString>, url: impl AsRef<str>) -> Self {
        Self::to(method, url.as_ref().into())
    }

    /// As [`Self::new`], to a URL that many requests share.
    pub(crate) fn to(method: impl Into<CompactString>, url: Arc<str>) -> Self {
        Self {
            method: method.into(),
            url,
            headers: Headers::default(),
            body: Bytes::new(),
            wire: WireForm::Normal,
            timeout: None,
            keep_body: None,
            cancel: None,
        }
    }

    /// Until it is cancelled; for ever where nobody will.
    pub(crate) async fn cancelled(&self) {
        match &self.cancel {
            Some(cancel) => cancel.cancelled().await,
            None => pending().await,
        }
    }
}

/// One exchange, from its start to its end.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// When it began.
    pub started_at: Timestamp,
    /// How long its parts took.
    pub timing: Timing,
    /// The request's head as it was sent; empty when none could be made.
    pub request_head: Bytes,
    /// The answer, or why there is none.
    pub outcome: Result<AttemptAnswer, AttemptFailure>,
    /// Whether the bytes written were proved equal to the capture's, but for the exceptions
    /// (`None`: not an exact send, or nothing was proved).
    pub exact: Option<bool>,
    /// What differs from the recorded head, in plain words.
    pub exceptions: Vec<String>,
    /// SHA-256 of the bytes written to the socket; exact sends only.
    pub request_sha256: Option<[u8; 32]>,
}

impl Exchange {
    /// Status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.outcome.as_ref().ok().map(|answer| answer.status)
    }

    /// Whether the answer's status is 2xx.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.status()
            .is_some_and(|status| (200..300).contains(&status))
    }
}
