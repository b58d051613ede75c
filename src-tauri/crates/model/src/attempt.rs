//! One outgoing HTTP exchange and how it ended.

use serde::{Deserialize, Serialize};

use crate::{AttemptId, CaptureId, Headers, Timestamp};

/// An attempt without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// The capture that was sent, if it was one.
    pub capture: Option<CaptureId>,
    /// What asked for it.
    pub trigger: Trigger,
    /// How the request was made.
    pub mode: SendMode,
    /// Method that was sent.
    pub method: String,
    /// URL it went to.
    pub target: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How long its parts took.
    pub timing: Timing,
    /// Status of the answer, if one came.
    pub status: Option<u16>,
    /// Why no answer came.
    pub failure: Option<AttemptFailure>,
    /// Whether the bytes on the wire were proved equal to the capture's
    /// (`None`: not an exact send, or nothing was sent).
    pub exact: Option<bool>,
    /// Size of the body that was sent, in bytes.
    #[ts(type = "number")]
    pub request_size: u64,
    /// Size of the answer's body, in bytes.
    #[ts(type = "number")]
    pub response_size: u64,
}

/// What asked for an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A schedule's first try.
    Scheduled,
    /// A schedule's later try.
    Retry,
    /// The same event, asked for by hand.
    Redelivery,
    /// A capture sent again by hand.
    Replay,
    /// A capture passed on as it arrived.
    Forward,
    /// A variant sent to learn what a handler accepts.
    Probe,
    /// A test delivery to our own receiver.
    Test,
    /// A question to a provider that sends nothing again.
    Call,
}

/// How a request was made from a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SendMode {
    /// The bytes as they came.
    Exact,
    /// Signed again, with a new timestamp and id where the scheme has them.
    Resigned,
    /// Changed by hand, the old signature kept.
    Edited,
    /// Changed by hand and signed again.
    EditedResigned,
    /// By the provider that the delivery was handed to, which told of it.
    ByProvider,
}

/// Durations of one exchange, in microseconds; a part that did not happen is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Timing {
    /// Looking up the name; `None` for addresses and reused connections.
    #[ts(type = "number | null")]
    pub lookup_micros: Option<u64>,
    /// Connecting, TLS included; `None` when a connection was reused.
    #[ts(type = "number | null")]
    pub connect_micros: Option<u64>,
    /// From the start to the answer's head.
    #[ts(type = "number | null")]
    pub first_byte_micros: Option<u64>,
    /// From the start to the end.
    #[ts(type = "number")]
    pub total_micros: u64,
}

/// Why an exchange ended without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AttemptFailure {
    /// What kind of end.
    pub kind: FailureKind,
    /// In plain words: what happened, then what helps.
    pub message: String,
}

/// Kinds of ends without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The name does not resolve.
    UnknownHost,
    /// Nobody listens there.
    Refused,
    /// No answer within the time allowed.
    Timeout,
    /// TLS did not come about.
    Tls,
    /// The connection ended in the middle.
    Closed,
    /// What came is not HTTP.
    BadAnswer,
    /// The user stopped it.
    Cancelled,
    /// The target may not be called (an address that is always refused).
    Forbidden,
    /// Anything else.
    Other,
}

/// The answer to an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AttemptAnswer {
    /// Status code.
    pub status: u16,
    /// Header fields as they came.
    pub headers: Headers,
    /// The body, cut at the sender's cap.
    #[serde(skip)]
    pub body: Vec<u8>,
    /// Whether the body was longer than what was kept.
    pub truncated: bool,
}
