//! Sending captures again, and what came of it.

use model::{Attempt, AttemptAnswer, AttemptId, CaptureId, Headers};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sends captures to a URL.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StartReplay {
    /// Which captures, in the order they are sent.
    pub captures: Vec<CaptureId>,
    /// http(s) URL; with a path it replaces the capture's path, without one the capture's path is kept.
    pub target: String,
    /// Signs afresh (new timestamp and id where the scheme has them) instead of sending the bytes as they came.
    pub resign: bool,
    /// Changes made by hand; only for a single capture.
    pub edit: Option<ReplayEdit>,
    /// How often each capture is sent, from 1.
    pub times: u32,
    /// How many are under way at once, from 1.
    pub concurrency: u32,
    /// Milliseconds until an attempt counts as unanswered.
    #[ts(type = "number")]
    pub timeout_ms: u64,
}

/// Changes to a request; what is absent stays as it came.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct ReplayEdit {
    /// Another method.
    pub method: Option<String>,
    /// All header fields.
    pub headers: Option<Headers>,
    /// The body as text.
    pub body: Option<String>,
}

/// A replay under way or done, kept until the program ends.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplayRun {
    /// Number of the run in this process.
    pub run: u32,
    /// Attempts in all.
    #[ts(type = "number")]
    pub total: u64,
    /// Attempts ended.
    #[ts(type = "number")]
    pub done: u64,
    /// Answered with 2xx.
    #[ts(type = "number")]
    pub succeeded: u64,
    /// Whether it ended.
    pub finished: bool,
    /// Whether the user ended it.
    pub cancelled: bool,
    /// Milliseconds since it began, until it ended.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// The last attempt that ended.
    pub last: Option<Attempt>,
    /// Why it could not go on (nothing could be signed, the store is full).
    pub problem: Option<String>,
}

/// Names a run.
#[derive(Debug, Deserialize, TS)]
pub struct OneRun {
    /// Its number.
    pub run: u32,
}

/// Attempts made with a capture, or all, newest first.
#[derive(Debug, Deserialize, TS)]
pub struct PageAttempts {
    /// Of one capture; `null` for all.
    pub capture: Option<CaptureId>,
    /// First attempt of the page, itself included.
    pub from: Option<AttemptId>,
    /// At most this many.
    pub limit: u32,
}

/// Names one attempt.
#[derive(Debug, Deserialize, TS)]
pub struct OneAttempt {
    /// Its id.
    pub id: AttemptId,
}

/// An attempt with its heads; bodies are at `/bytes/attempts/{id}/request` and `/response`.
#[derive(Debug, Serialize, TS)]
pub struct AttemptDetail {
    /// The row.
    pub attempt: Attempt,
    /// Header fields as they were sent.
    pub request_headers: Headers,
    /// What differs from the capture's bytes, in words.
    pub exceptions: Vec<String>,
    /// The answer.
    pub answer: Option<AttemptAnswer>,
    /// The answer's body as text, cut at 64 KiB.
    pub answer_text: Option<String>,
}

/// Sends a signed test delivery to a source of ours.
#[derive(Debug, Deserialize, TS)]
pub struct SendTest {
    /// Which source, by name.
    pub source: String,
}

/// What came of a test delivery.
#[derive(Debug, Serialize, TS)]
pub struct SentTest {
    /// The exchange.
    pub attempt: Attempt,
    /// The capture it became.
    pub capture: Option<CaptureId>,
}
