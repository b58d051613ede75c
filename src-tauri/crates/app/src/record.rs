//! Reads a stored capture, and what its bytes say.

use model::{Answer, CaptureId, Headers};
use store::CaptureRecord;

use crate::App;
use crate::contract::CallError;

/// The stored capture.
///
/// # Errors
/// When it does not exist (code `not_found`) or the store fails.
pub async fn read(app: &App, id: CaptureId) -> Result<CaptureRecord, CallError> {
    let record = app.store().captures().get(id).await?;
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    record.ok_or_else(missing)
}

/// The header fields of a recorded head; none when it cannot be read.
#[must_use]
pub fn headers_of(head: &[u8]) -> Headers {
    wire::head::parse(head)
        .map(|parsed| parsed.headers)
        .unwrap_or_default()
}

/// The bytes of an answer, the default body included.
#[must_use]
pub fn answer_body(id: CaptureId, answer: Answer) -> Vec<u8> {
    answer.body.unwrap_or_else(|| receiver::naming(id).to_vec())
}
