//! Looking at attempts: what was sent, and what came back.

use model::Attempt;

use crate::App;
use crate::body;
use crate::contract::replay::{AttemptDetail, OneAttempt, PageAttempts};
use crate::contract::{CallError, Nothing};

/// Recent targets that are offered.
const TARGETS: u32 = 10;
/// Longest text of an answer that is shown.
const SHOWN_ANSWER: usize = 64 * 1024;

/// Where attempts went lately, the last one first.
///
/// # Errors
/// When the store fails.
pub async fn targets(app: &App, _: Nothing) -> Result<Vec<String>, CallError> {
    Ok(app.store().attempts().recent_targets(TARGETS).await?)
}

/// See [`PageAttempts`].
///
/// # Errors
/// When the store fails.
pub async fn attempts(app: &App, argument: PageAttempts) -> Result<Vec<Attempt>, CallError> {
    let limit = argument.limit.clamp(1, 500);
    Ok(app
        .store()
        .attempts()
        .page(argument.capture, argument.from, limit)
        .await?)
}

/// An attempt with its heads.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn attempt(app: &App, argument: OneAttempt) -> Result<AttemptDetail, CallError> {
    let record = app.store().attempts().get(argument.id).await?;
    let missing = || CallError::with_code("not_found", format!("{} does not exist", argument.id));
    let record = record.ok_or_else(missing)?;
    let answer_bytes = app.store().attempts().response_body(argument.id).await?;
    Ok(AttemptDetail {
        request_headers: crate::record::headers_of(&record.request_head),
        exceptions: record.exceptions,
        answer_text: answer_bytes.and_then(|bytes| body::beginning(&bytes, SHOWN_ANSWER)),
        answer: record.answer,
        attempt: record.attempt,
    })
}
