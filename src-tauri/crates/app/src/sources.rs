//! Making and changing sources, and what their state is.

use model::{Attempt, AttemptFailure, CaptureId, ForwardMode, Secret, Source, SourceName, Trigger};
use signing::Scheme;
use store::{KeyPair, SourceEdit};

use crate::App;
use crate::contract::sources::{
    EditSource, ForwardFailure, NewSource, OneSource, PauseSource, RevealSecret, RevealedSecret,
    SourceOverview, SourceSettings,
};
use crate::contract::{CallError, Nothing};
use crate::{handshakes, routes};

/// Every source, oldest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<SourceOverview>, CallError> {
    let mut overviews = Vec::new();
    for source in app.store().sources().list().await? {
        overviews.push(overview(app, source).await?);
    }
    Ok(overviews)
}

async fn overview(app: &App, source: Source) -> Result<SourceOverview, CallError> {
    let scheme = app.scheme_of(&source).await;
    Ok(SourceOverview {
        ingest_url: app
            .listening_url()
            .map(|url| format!("{url}/{}/", source.name)),
        scheme_name: scheme.as_ref().map(|scheme| scheme.summary().name),
        provider: scheme.as_ref().map(|scheme| scheme.provider().to_owned()),
        forward_failure: forward_failure(app, &source).await?,
        routes: routes::of(app, source.id).await?,
        source,
    })
}

/// The last forward of a source, when it did not arrive.
async fn forward_failure(app: &App, source: &Source) -> Result<Option<ForwardFailure>, CallError> {
    if source.forward_to.is_empty() {
        return Ok(None);
    }
    let last = app.store().attempts().last_forward(source.id).await?;
    Ok(last.and_then(failure_of))
}

fn failure_of(attempt: Attempt) -> Option<ForwardFailure> {
    let failure = attempt.failure?;
    Some(ForwardFailure {
        target: attempt.target,
        at: attempt.started_at,
        failure,
    })
}

/// Why the last forward of a capture did not arrive.
pub(crate) async fn last_failure_of(
    app: &App,
    capture: CaptureId,
) -> Result<Option<AttemptFailure>, CallError> {
    let attempts = app.store().attempts().page(Some(capture), None, 20).await?;
    let forward = attempts
        .into_iter()
        .find(|attempt| attempt.trigger == Trigger::Forward);
    Ok(forward.and_then(|attempt| attempt.failure))
}

/// Makes a source. A scheme without a secret gets one made up, for tests.
///
/// # Errors
/// When the name or a setting cannot be, or the name is taken.
pub async fn add(app: &App, argument: NewSource) -> Result<SourceOverview, CallError> {
    let name = SourceName::new(argument.name.trim())?;
    let mut settings = argument.settings;
    let scheme = check(app, &settings).await?;
    let ways = settings.routes.take();
    let texts = std::mem::take(&mut settings.handshake_values);
    let values = handshakes::values(scheme.as_ref(), texts)?;
    let mut secrets: Vec<KeyPair> = secrets(&argument.secrets).map(KeyPair::from).collect();
    // A key of our own would be tried in place of the one that is to be fetched.
    let is_lacking = secrets.is_empty() && !settings.fetch_keys;
    if let (Some(scheme), true) = (&scheme, is_lacking) {
        secrets.extend(made_up(scheme));
    }
    let source = app
        .store()
        .sources()
        .add(store::NewSource {
            handshake_values: values,
            ..new_source(&name, settings, secrets)
        })
        .await?;
    routes::set(app, source.id, ways).await?;
    overview(app, source).await
}

fn secrets(texts: &[String]) -> impl Iterator<Item = Secret> {
    let given = texts.iter().filter(|text| !text.is_empty());
    given.map(|text| Secret::new(text.as_bytes()))
}

/// A secret of our own making, so that test deliveries can be sent at once.
fn made_up(scheme: &Scheme) -> Option<KeyPair> {
    let made = signing::new_secret(scheme, &rand::random())?;
    let is_pair = scheme.summary().public_key;
    Some(KeyPair {
        verifying: made.verifying,
        signing: is_pair.then_some(made.signing),
    })
}

fn new_source(
    name: &SourceName,
    settings: SourceSettings,
    secrets: Vec<KeyPair>,
) -> store::NewSource {
    store::NewSource {
        name: name.as_str().to_owned(),
        scheme: settings.scheme,
        secrets,
        tolerance_seconds: settings.tolerance_seconds,
        future: settings.future,
        fetch_keys: settings.fetch_keys,
        handshake: settings.handshake,
        handshake_values: Vec::new(),
        public_url: given(settings.public_url),
        forward_to: settings.forward_to,
        forward_mode: settings.forward_mode,
        response: settings.response,
        allow_browser: settings.allow_browser,
        paused: false,
    }
}

fn whole_edit(name: &SourceName, settings: SourceSettings) -> SourceEdit {
    SourceEdit {
        name: Some(name.as_str().to_owned()),
        scheme: Some(settings.scheme),
        tolerance_seconds: Some(settings.tolerance_seconds),
        future: Some(settings.future),
        fetch_keys: Some(settings.fetch_keys),
        handshake: Some(settings.handshake),
        handshake_values: Vec::new(),
        public_url: Some(given(settings.public_url)),
        forward_to: Some(settings.forward_to),
        forward_mode: Some(settings.forward_mode),
        response: Some(settings.response),
        allow_browser: Some(settings.allow_browser),
        paused: None,
    }
}

fn given(url: Option<String>) -> Option<String> {
    url.filter(|url| !url.trim().is_empty())
}

/// Refuses settings that could not work; gives back the scheme.
async fn check(app: &App, settings: &SourceSettings) -> Result<Option<Scheme>, CallError> {
    for target in &settings.forward_to {
        check_url(target, "forward_to")?;
    }
    if let Some(url) = settings.public_url.as_deref().filter(|url| !url.is_empty()) {
        check_url(url, "public_url")?;
    }
    check_mode(settings)?;
    routes::check(app, settings.routes.as_deref().unwrap_or_default()).await?;
    receiver::check_rule(&settings.response)?;
    let Some(id) = settings.scheme.as_deref() else {
        return Ok(None);
    };
    crate::schemes::of_id(app, id).await.map(Some)
}

fn check_mode(settings: &SourceSettings) -> Result<(), CallError> {
    let is_empty = settings.forward_to.is_empty();
    match settings.forward_mode {
        ForwardMode::Answer if is_empty => Err(CallError::new(
            "no handler is named whose answer could go back: add a URL to forward to, or answer by the rule",
        )
        .at_field("forward_mode")),
        ForwardMode::Answer | ForwardMode::After => Ok(()),
    }
}

fn check_url(url: &str, field: &str) -> Result<(), CallError> {
    let parsed = delivery::Target::parse(url);
    parsed.map_err(|error| CallError::from(error).at_field(field))?;
    Ok(())
}

/// Changes a source; the next request the receiver reads is handled by the new settings.
///
/// # Errors
/// When it does not exist, or as in [`add`].
pub async fn edit_source(app: &App, argument: EditSource) -> Result<SourceOverview, CallError> {
    let name = SourceName::new(argument.name.trim())?;
    let mut settings = argument.settings;
    let scheme = check(app, &settings).await?;
    let ways = settings.routes.take();
    let texts = std::mem::take(&mut settings.handshake_values);
    let edit = SourceEdit {
        handshake_values: handshakes::values(scheme.as_ref(), texts)?,
        ..whole_edit(&name, settings)
    };
    let sources = app.store().sources();
    sources.edit(argument.id, edit).await?;
    for id in argument.remove_secrets {
        sources.remove_secret(id).await?;
    }
    for secret in secrets(&argument.add_secrets) {
        sources.add_secret(argument.id, secret).await?;
    }
    routes::set(app, argument.id, ways).await?;
    one(app, argument.id).await
}

/// A source by its id, as it is now.
pub(crate) async fn one(app: &App, id: model::SourceId) -> Result<SourceOverview, CallError> {
    let sources = app.store().sources().list().await?;
    let source = sources.into_iter().find(|source| source.id == id);
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    overview(app, source.ok_or_else(missing)?).await
}

/// Pauses a source or lets it go on.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn pause(app: &App, argument: PauseSource) -> Result<SourceOverview, CallError> {
    let edit = SourceEdit {
        paused: Some(argument.paused),
        ..SourceEdit::default()
    };
    app.store().sources().edit(argument.id, edit).await?;
    one(app, argument.id).await
}

/// Removes a source; its captures stay and keep its name.
///
/// # Errors
/// When it does not exist or the store fails.
pub async fn remove(app: &App, argument: OneSource) -> Result<Nothing, CallError> {
    app.store().sources().remove(argument.id).await?;
    Ok(Nothing {})
}

/// The value of a secret, on the user's own wish.
///
/// # Errors
/// When it does not exist or is locked.
pub async fn reveal_secret(app: &App, argument: RevealSecret) -> Result<RevealedSecret, CallError> {
    let secret = app.store().sources().reveal_secret(argument.id).await?;
    Ok(RevealedSecret {
        text: String::from_utf8_lossy(secret.expose()).into_owned(),
    })
}
