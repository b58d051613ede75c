//! A stored capture checked again with its source as it is set now, and the
//! new verdict kept.

use model::Verification;
use receiver::Again;

use crate::App;
use crate::apart::apart;
use crate::contract::CallError;
use crate::contract::captures::OneCapture;
use crate::record::read;

/// Checks a capture again, as of the time it came, and keeps the outcome.
///
/// # Errors
/// When it or its source does not exist, or the store fails.
pub async fn capture(app: &App, argument: OneCapture) -> Result<Verification, CallError> {
    let name = read(app, argument.id).await?.capture.source;
    let sources = app.store().sources().snapshot();
    let gone =
        || CallError::with_code("not_found", format!("there is no source {name} (any more)"));
    let again = Again::of(&sources, sources.by_path(&name).ok_or_else(gone)?);
    let captures = app.store().captures();
    let mut whole = captures.whole(&[argument.id], usize::MAX).await?.captures;
    let missing = || {
        CallError::with_code(
            "not_found",
            format!("{} does not exist (any more)", argument.id),
        )
    };
    let whole = whole.pop().ok_or_else(missing)?;
    let judgement = apart(move || again.judge(whole)).await;
    let verification = judgement.verification.clone();
    captures.judge_again(vec![judgement]).await?;
    Ok(verification)
}
