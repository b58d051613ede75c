//! Rows in, rows out: `verify --batch` and `sign --batch`.

use model::{Headers, Reason, Verdict};
use serde::Serialize;

/// The answer to one row of `verify --batch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifyAnswer {
    /// The row's id.
    pub id: String,
    /// The outcome.
    pub verdict: Verdict,
    /// Why; `null` when verified or not checked.
    pub reason: Option<Reason>,
}

/// The answer to one row of `sign --batch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignAnswer {
    /// The row's id.
    pub id: String,
    /// Fields to set.
    pub headers: Headers,
    /// The URL to call instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The body to send instead, base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_b64: Option<String>,
}

/// A row that cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {}: {problem}", id.as_deref().unwrap_or("without id"))]
pub struct RowError {
    /// The row's id, when it could be read.
    pub id: Option<String>,
    /// What is wrong with it and what helps.
    pub problem: String,
}

/// Answers one row of `verify --batch`.
///
/// # Errors
/// When the row is no JSON object of the known form, or its scheme is unknown.
pub fn verify_line(_line: &str) -> Result<VerifyAnswer, RowError> {
    Err(RowError {
        id: None,
        problem: String::new(),
    })
}

/// Answers one row of `sign --batch`; `entropy` makes the id where one is needed.
///
/// # Errors
/// As [`verify_line`], and when the row cannot be signed.
pub fn sign_line(_line: &str, _entropy: [u8; 16]) -> Result<SignAnswer, RowError> {
    Err(RowError {
        id: None,
        problem: String::new(),
    })
}
