//! Checks every capture of a source again.
use crate::App;
use crate::contract::CallError;
use crate::contract::sources::{Reverification, ReverifySource};
/// Starts.
///
/// # Errors
/// Until it is written.
pub async fn start(_: &App, _: ReverifySource) -> Result<Reverification, CallError> {
    Err(CallError::new("re-verification is not in this build yet"))
}
/// Tells.
///
/// # Errors
/// Never.
pub async fn progress(_: &App, _: ReverifySource) -> Result<Option<Reverification>, CallError> {
    Ok(None)
}
/// Cancels.
///
/// # Errors
/// Never.
pub async fn cancel(_: &App, _: ReverifySource) -> Result<Option<Reverification>, CallError> {
    Ok(None)
}
