//! Why a capture or a request does not verify, and what a capture looks like.

use std::time::Duration;

use model::Diagnosis;
use signing::{Detected, OtherSecret, Question};

use crate::App;
use crate::apart::{apart, search};
use crate::contract::CallError;
use crate::contract::captures::OneCapture;
use crate::contract::signatures::{DiagnoseCapture, DiagnoseRequest};
use crate::schemes::chosen;
use crate::subject::{Terms, Whole};
use crate::{bench, secrets, signatures};

/// How long a diagnosis may search.
const SEARCHING: Duration = Duration::from_secs(2);

/// Why a capture does not verify.
///
/// # Errors
/// When the capture does not exist, or there is no scheme to check with (code `no_scheme`).
pub async fn capture(app: &App, argument: DiagnoseCapture) -> Result<Diagnosis, CallError> {
    let whole = Whole::of_capture(app, argument.id, None).await?;
    let live = whole.source.as_deref();
    let (scheme, usual) = match &argument.scheme {
        Some(choice) => (chosen(app, choice).await?, Default::default()),
        None => signatures::of_source(app, live.map(|live| &live.source)).await?,
    };
    let known = match &argument.secrets {
        Some(choice) => secrets::checking(app, choice)?,
        None => live.map(receiver::known_secrets).unwrap_or_default(),
    };
    let terms = Terms {
        scheme,
        secrets: known,
        now: whole.received_at.unwrap_or_else(|| app.clock().now()),
        tolerance_seconds: usual.tolerance_seconds,
        future: usual.future,
    };
    let others = match argument.all_secrets {
        true => secrets::others(app, &terms.secrets, live),
        false => Vec::new(),
    };
    Ok(diagnose(whole, terms, others).await)
}

/// Why a request does not verify.
///
/// # Errors
/// As for checking it.
pub async fn request(app: &App, argument: DiagnoseRequest) -> Result<Diagnosis, CallError> {
    let (mut whole, terms) = bench::asked(app, argument.check).await?;
    whole.other_urls = argument.urls;
    let others = match argument.all_secrets {
        true => secrets::others(app, &terms.secrets, None),
        false => Vec::new(),
    };
    Ok(diagnose(whole, terms, others).await)
}

async fn diagnose(whole: Whole, terms: Terms, others: Vec<OtherSecret>) -> Diagnosis {
    let searched = search(SEARCHING, move |goes_on| {
        let question = Question {
            scheme: &terms.scheme,
            secrets: &terms.secrets,
            others: &others,
            now: terms.now,
            tolerance_seconds: terms.tolerance_seconds,
            future: terms.future,
            urls: &whole.other_urls,
            other_schemes: true,
            budget: goes_on,
        };
        signing::diagnose(&whole.as_request(), &question)
    });
    searched.await
}

/// Which schemes a capture looks like, the likeliest first.
///
/// # Errors
/// When it does not exist.
pub async fn detect(app: &App, argument: OneCapture) -> Result<Vec<Detected>, CallError> {
    let whole = Whole::of_capture(app, argument.id, None).await?;
    Ok(apart(move || signing::detect(&whole.as_request())).await)
}
