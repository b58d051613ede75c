//! Stored captures, checked again without saving what comes of it.

use model::{CaptureId, FuturePolicy, Source, Timestamp, Verification};
use signing::Scheme;

use crate::App;
use crate::contract::CallError;
use crate::contract::signatures::TrySignature;
use crate::schemes;
pub use crate::secrets::typed;
use crate::subject::{Terms, Whole};

/// Checks a capture with a scheme and secrets that are not saved.
///
/// # Errors
/// When the capture or the scheme does not exist.
pub async fn try_signature(app: &App, argument: TrySignature) -> Result<Verification, CallError> {
    let again = Recheck {
        capture: argument.capture,
        scheme: Some(schemes::of_id(app, &argument.scheme).await?),
        secrets: argument.secrets,
        tolerance_seconds: argument.tolerance_seconds,
        public_url: argument.public_url,
        now: None,
    };
    recheck(app, again).await
}

/// A check of a stored capture; what is absent is taken from its source.
#[derive(Debug)]
pub struct Recheck {
    /// Which capture.
    pub capture: CaptureId,
    /// The scheme; `None` is the source's.
    pub scheme: Option<Scheme>,
    /// Secrets as text; empty uses those of the source.
    pub secrets: Vec<String>,
    /// Allowed clock difference in seconds; `None` is the scheme's own,
    /// or the source's when its scheme is used.
    pub tolerance_seconds: Option<u64>,
    /// The URL the provider was given; `None` is the source's.
    pub public_url: Option<String>,
    /// The time of the check; `None` is when the capture came.
    pub now: Option<Timestamp>,
}

/// Checks a capture again. Nothing is saved.
///
/// # Errors
/// When the capture does not exist, or there is no scheme to check with.
pub async fn recheck(app: &App, again: Recheck) -> Result<Verification, CallError> {
    let (whole, terms) = asked(app, again).await?;
    Ok(whole.verify(terms).await)
}

/// A capture with all its bytes, and what it is checked with.
pub(crate) async fn asked(app: &App, again: Recheck) -> Result<(Whole, Terms), CallError> {
    let whole = Whole::of_capture(app, again.capture, again.public_url.as_deref()).await?;
    let live = whole.source.as_deref();
    let (scheme, usual) = match again.scheme {
        Some(scheme) => (scheme, Allowed::default()),
        None => of_source(app, live.map(|live| &live.source)).await?,
    };
    let secrets = match again.secrets.is_empty() {
        true => live.map(receiver::known_secrets).unwrap_or_default(),
        false => typed(&again.secrets),
    };
    let came = whole.received_at.unwrap_or_else(|| app.clock().now());
    let terms = Terms {
        scheme,
        secrets,
        now: again.now.unwrap_or(came),
        tolerance_seconds: again.tolerance_seconds.or(usual.tolerance_seconds),
        future: usual.future,
    };
    Ok((whole, terms))
}

/// What a source allows of the clock in place of its scheme's own rule.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Allowed {
    pub tolerance_seconds: Option<u64>,
    pub future: Option<FuturePolicy>,
}

/// Scheme and allowances of a source.
pub(crate) async fn of_source(
    app: &App,
    source: Option<&Source>,
) -> Result<(Scheme, Allowed), CallError> {
    let found = source.and_then(|source| Some((source, source.scheme.as_deref()?)));
    let (source, id) = found.ok_or_else(no_scheme)?;
    let allowed = Allowed {
        tolerance_seconds: source.tolerance_seconds,
        future: source.future,
    };
    Ok((schemes::of_id(app, id).await?, allowed))
}

/// That a capture's source checks nothing.
pub(crate) fn no_scheme() -> CallError {
    let message = "the capture's source has no scheme: name the scheme and a secret";
    CallError::with_code("no_scheme", message)
}
