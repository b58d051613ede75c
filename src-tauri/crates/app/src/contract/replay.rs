//! Sending captures again, and what came of it.

use model::{Attempt, AttemptAnswer, AttemptId, CaptureId, Headers};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
