//! The catalogue, and checks without saving.

use model::{CaptureId, Secret, SecretRef, Source, Timestamp, Verification};
use signing::{Check, KnownSecret, Request, Scheme, SchemeSummary};

use crate::App;
use crate::contract::signatures::{SaveScheme, TrySignature};
use crate::contract::{CallError, Nothing};
use crate::record::{headers_of, read as record};

/// Every scheme: the user's own first, then the catalogue by id.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<SchemeSummary>, CallError> {
    let own = app.store().schemes().list().await?;
    let own = own
        .iter()
        .filter_map(|scheme| Scheme::from_json(&scheme.definition).ok());
    let own = own.map(|scheme| scheme.summary());
    Ok(own
        .chain(signing::catalogue().iter().map(Scheme::summary))
        .collect())
}

/// Keeps a scheme of the user's own, or replaces the one of the same id.
///
/// # Errors
/// When the definition cannot be read, or its id belongs to the catalogue.
pub async fn save(app: &App, argument: SaveScheme) -> Result<SchemeSummary, CallError> {
    let scheme = read_definition(&argument.definition)?;
    if signing::catalogue().get(scheme.id()).is_some() {
        let message = format!(
            "\"{}\" is a scheme of the catalogue: choose another id",
            scheme.id()
        );
        return Err(CallError::new(message));
    }
    let id = scheme.id().to_owned();
    let definition = definition_json(&argument.definition)?;
    app.store()
        .schemes()
        .put(store::CustomScheme { id, definition })
        .await?;
    Ok(scheme.summary())
}

/// Reads a scheme's definition, JSON when it begins like JSON, else TOML.
///
/// # Errors
/// When a field is wrong; the error names it and what is allowed.
pub fn read_definition(text: &str) -> Result<Scheme, signing::SchemeError> {
    match text.trim_start().starts_with('{') {
        true => Scheme::from_json(text),
        false => Scheme::from_toml(text),
    }
}

/// The definition as JSON, the form in which it is kept.
fn definition_json(text: &str) -> Result<String, CallError> {
    if text.trim_start().starts_with('{') {
        return Ok(text.to_owned());
    }
    Ok(serde_json::to_string(&toml::from_str::<toml::Value>(
        text,
    )?)?)
}

/// Checks a capture with a scheme and secrets that are not saved.
///
/// # Errors
/// When the capture or the scheme does not exist.
pub async fn try_signature(app: &App, argument: TrySignature) -> Result<Verification, CallError> {
    let unknown = || CallError::new(format!("there is no scheme \"{}\"", argument.scheme));
    let scheme = app.scheme(&argument.scheme).await.ok_or_else(unknown)?;
    let again = Recheck {
        capture: argument.capture,
        scheme: Some(scheme),
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
    let record = record(app, again.capture).await?;
    let captures = app.store().captures();
    let body = captures.body(again.capture).await?.unwrap_or_default();
    let headers = headers_of(&record.head);
    let sources = app.store().sources().snapshot();
    let live = sources.by_path(&record.capture.source);
    let (scheme, usual) = match again.scheme {
        Some(scheme) => (scheme, None),
        None => of_source(app, live.map(|live| &live.source)).await?,
    };
    let public = again.public_url.as_deref().filter(|url| !url.is_empty());
    let public = public.or(live.and_then(|live| live.source.public_url.as_deref()));
    let remote = record.remote.and_then(|remote| remote.parse().ok());
    let url = receiver::signed_url(public, &record.capture.target, &headers, remote);
    let secrets = match again.secrets.is_empty() {
        true => live.map(|live| receiver::known_secrets(live)),
        false => Some(typed(&again.secrets)),
    };
    let request = Request {
        method: &record.capture.method,
        url: &url.text,
        headers: &headers,
        body: &body,
    };
    let check = Check {
        scheme: &scheme,
        secrets: &secrets.unwrap_or_default(),
        now: again.now.unwrap_or(record.capture.received_at),
        tolerance_seconds: again.tolerance_seconds.or(usual),
        future: None,
    };
    Ok(signing::verify(&request, &check))
}

/// Scheme and tolerance of a source.
async fn of_source(app: &App, source: Option<&Source>) -> Result<(Scheme, Option<u64>), CallError> {
    let found = source.and_then(|source| Some((source, source.scheme.as_deref()?)));
    let (source, id) = found.ok_or_else(|| {
        CallError::new("the capture's source has no scheme: name the scheme and a secret")
    })?;
    let unknown = || CallError::new(format!("there is no scheme \"{id}\" (any more)"));
    let scheme = app.scheme(id).await.ok_or_else(unknown)?;
    Ok((scheme, source.tolerance_seconds))
}

/// Secrets typed by hand, named by their place.
#[must_use]
pub fn typed(texts: &[String]) -> Vec<KnownSecret> {
    let known = |(index, text): (usize, &String)| KnownSecret {
        secret: Secret::new(text.as_bytes()),
        name: SecretRef {
            id: None,
            name: format!("secret {}", index + 1),
        },
    };
    texts.iter().enumerate().map(known).collect()
}
