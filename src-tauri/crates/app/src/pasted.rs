//! Pasted texts.
use crate::contract::CallError;
use crate::contract::signatures::ReadAnswer;
/// Reads.
///
/// # Errors
/// Until it is written.
pub fn read(_: &str) -> Result<ReadAnswer, CallError> {
    Err(CallError::new(
        "reading pasted text is not in this build yet",
    ))
}
