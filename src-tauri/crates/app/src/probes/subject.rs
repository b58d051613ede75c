//! What a probe is about: the handler's URL, scheme and secrets, and the request that variants are
//! made of.

use bytes::Bytes;
use delivery::Target;
use delivery::probe::{ProbeOrder, is_loopback};
use model::{CaptureId, Secret, SourceId};
use signing::Scheme;

use crate::App;
use crate::contract::CallError;
use crate::contract::probes::StartProbe;
use crate::contract::signatures::SecretChoice;
use crate::record::{headers_of, read as record};
use crate::subject::bytes;
use crate::{schemes, secrets};

/// The order of a probe.
pub(super) async fn order(app: &App, argument: StartProbe) -> Result<ProbeOrder, CallError> {
    let target = Target::parse(&argument.target)?.to_string();
    if !argument.allow_remote && !is_loopback(&target) {
        let message = format!(
            "{target} is not on this machine: a probe sends it some sixty requests, forged ones among them. Allow that only for a handler of your own."
        );
        return Err(CallError::with_code("remote", message));
    }
    let source = source(app, &argument).await?;
    let scheme = scheme(app, &argument, source).await?;
    let secrets = own_secrets(app, &argument, (source, &scheme))?;
    let order = ProbeOrder::with_sample(target, scheme, secrets);
    with_request(app, order, argument).await
}

/// The source that is named, or the capture's.
async fn source(app: &App, argument: &StartProbe) -> Result<Option<SourceId>, CallError> {
    if argument.source.is_some() {
        return Ok(argument.source);
    }
    let Some(id) = argument.capture else {
        return Ok(None);
    };
    let name = record(app, id).await?.capture.source;
    let sources = app.store().sources().snapshot();
    Ok(sources.by_path(&name).map(|live| live.source.id))
}

async fn scheme(
    app: &App,
    argument: &StartProbe,
    source: Option<SourceId>,
) -> Result<Scheme, CallError> {
    if let Some(choice) = &argument.scheme {
        return schemes::chosen(app, choice).await;
    }
    let missing = || CallError::new("name the scheme that the handler verifies").at_field("scheme");
    let sources = app.store().sources().snapshot();
    let live = source.and_then(|id| sources.by_id(id));
    let id = live.and_then(|live| live.source.scheme.clone());
    schemes::of_id(app, &id.ok_or_else(missing)?).await
}

fn own_secrets(
    app: &App,
    argument: &StartProbe,
    (source, scheme): (Option<SourceId>, &Scheme),
) -> Result<Vec<Secret>, CallError> {
    let choice = match (&argument.secrets, source) {
        (Some(typed), _) => SecretChoice::Typed(typed.clone()),
        (None, Some(source)) => SecretChoice::Source(source),
        (None, None) => SecretChoice::Typed(Vec::new()),
    };
    let found = secrets::signing(app, &choice, scheme)?;
    // Of a public-key scheme nobody but the provider can sign; what needs no signature is asked.
    if found.is_empty() && !scheme.summary().public_key {
        let message = "name the secret that the handler has: without it nothing can be signed";
        return Err(CallError::new(message).at_field("secrets"));
    }
    Ok(found)
}

async fn with_request(
    app: &App,
    mut order: ProbeOrder,
    argument: StartProbe,
) -> Result<ProbeOrder, CallError> {
    if let Some(id) = argument.capture {
        order = with_capture(app, order, id).await?;
    }
    if let Some(body) = argument.body {
        let body = bytes(body).map_err(|error| error.at_field("body"))?;
        order.body = Bytes::from(body);
    }
    if let Some(content_type) = argument.content_type {
        order.headers.set("Content-Type", content_type);
    }
    Ok(order)
}

async fn with_capture(
    app: &App,
    mut order: ProbeOrder,
    id: CaptureId,
) -> Result<ProbeOrder, CallError> {
    let record = record(app, id).await?;
    let body = app.store().captures().body(id).await?;
    order.headers = headers_of(&record.head);
    order.method = record.capture.method;
    order.body = Bytes::from(body.unwrap_or_default());
    order.capture = Some(id);
    Ok(order)
}
