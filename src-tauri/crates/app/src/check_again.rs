//! A stored capture checked again with its source as it is set now, and the
//! new verdict kept.

use model::Verification;
use signing::{Described, Scheme};
use store::Labels;

use crate::App;
use crate::contract::CallError;
use crate::contract::captures::OneCapture;
use crate::signatures::{Recheck, of_source, recheck};
use crate::subject::Whole;

/// Checks a capture again, as of the time it came, and keeps the outcome.
///
/// # Errors
/// When it does not exist, or its source has no scheme (code `no_scheme`).
pub async fn capture(app: &App, argument: OneCapture) -> Result<Verification, CallError> {
    let again = Recheck {
        capture: argument.id,
        scheme: None,
        secrets: Vec::new(),
        tolerance_seconds: None,
        public_url: None,
        now: None,
    };
    let verification = recheck(app, again).await?;
    let whole = Whole::of_capture(app, argument.id, None).await?;
    let source = whole.source.as_deref().map(|live| &live.source);
    let (scheme, _) = of_source(app, source).await?;
    let described = signing::describe(Some(&scheme), &whole.as_request());
    let captures = app.store().captures();
    captures
        .set_verification(
            argument.id,
            verification.clone(),
            labels(&scheme, described),
        )
        .await?;
    Ok(verification)
}

/// What the scheme says of the event; the provider is known from here on.
fn labels(scheme: &Scheme, described: Described) -> Labels {
    Labels {
        provider: Some(scheme.provider().to_owned()),
        event_type: described.event_type,
        event_id: described.event_id,
    }
}
