//! The calls about endpoints.

use axum::response::Response;
use http::StatusCode;
use model::Secret;
use serde_json::value::RawValue;
use store::{EndpointEdit, RecordFilter};

use super::super::making::{self, Happened};
use super::super::records::{ENDPOINT, Endpoint};
use super::super::wanted::{self, Wanted};
use super::super::wire::{EndpointAnswer, EndpointSecretAnswer};
use super::super::{standing, verification};
use super::asked::{Asked, AskedWithBody, disabled, success};
use crate::error::Error;
use crate::fastapi::Refusal;
use crate::kept::Kept;
use crate::outbox::End;

/// More than anybody has; the list has no pages.
const LISTED: u32 = 1_000;
/// What is told of an endpoint that a call has disabled.
const DISABLED: &str = "Its emulated InstaVM was asked to disable it.";

pub async fn list(asked: Asked) -> Result<Response, Refusal> {
    let filter = RecordFilter {
        organization: Some(asked.caller.organization),
        kind: ENDPOINT,
        limit: LISTED,
        ..RecordFilter::default()
    };
    let all = Kept::<Endpoint>::page(&asked.stage, &filter).await?;
    let all: Vec<_> = all.into_iter().map(|kept| answer(&asked, kept)).collect();
    Ok(success(&all))
}

pub async fn create(AskedWithBody { asked, body }: AskedWithBody) -> Result<Response, Refusal> {
    let wanted = wanted::new_endpoint(body.as_ref())?;
    let opened = making::open(&asked.stage, &asked.caller, wanted).await?;
    Ok(told_once(&asked, opened.endpoint, &opened.secret))
}

pub async fn get(asked: Asked) -> Result<Response, Refusal> {
    let kept = find(&asked).await?;
    Ok(success(&answer(&asked, kept)))
}

pub async fn update(AskedWithBody { asked, body }: AskedWithBody) -> Result<Response, Refusal> {
    let wanted = wanted::change(body.as_ref())?;
    let mut kept = find(&asked).await?;
    let enabled = wanted.enabled;
    apply(&mut kept.document, wanted);
    bring_to_engine(&asked, &kept).await?;
    if let Some(enabled) = enabled {
        turn(&asked, &kept, enabled).await?;
    }
    changed(&asked, &mut kept).await?;
    Ok(success(&answer(&asked, kept)))
}

/// It stays where it is and gets nothing any more.
pub async fn delete(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    turn(&asked, &kept, false).await?;
    changed(&asked, &mut kept).await?;
    Ok(success(&answer(&asked, kept)))
}

pub async fn rotate_secret(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    let secret = making::new_secret();
    if let Some(endpoint) = kept.record.endpoint {
        let secrets = vec![secret.clone()];
        asked.stage.replace_secrets(endpoint, secrets).await?;
    }
    kept.document.secret_hint = making::hint(&secret);
    changed(&asked, &mut kept).await?;
    Ok(told_once(&asked, kept, &secret))
}

pub async fn test(asked: Asked) -> Result<Response, Refusal> {
    let kept = find_enabled(&asked).await?;
    let message = r#"{"message":"This is a test event"}"#.to_owned();
    let what = Happened {
        event_type: "webhook.test".to_owned(),
        data: RawValue::from_string(message).unwrap_or_default(),
        end: End::Sent,
    };
    let made = making::happen(&asked.stage, &kept, what).await?;
    Ok(success(&standing::queued(made.document, asked.user_id())))
}

pub async fn verify(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find_enabled(&asked).await?;
    if let Some(why) = verification::verify(&asked.stage, &kept).await? {
        let detail = format!("Webhook endpoint could not be verified: {why}");
        return Err(Refusal::detail(StatusCode::BAD_REQUEST, detail));
    }
    kept.document.verified_at = Some(asked.stage.now());
    changed(&asked, &mut kept).await?;
    Ok(success(&answer(&asked, kept)))
}

async fn find(asked: &Asked) -> Result<Kept<Endpoint>, Refusal> {
    let organization = Some(asked.caller.organization);
    let found = Kept::find(&asked.stage, organization, (ENDPOINT, &asked.id)).await?;
    let detail = "Webhook endpoint not found";
    found.ok_or_else(|| Refusal::detail(StatusCode::NOT_FOUND, detail))
}

async fn find_enabled(asked: &Asked) -> Result<Kept<Endpoint>, Refusal> {
    let kept = find(asked).await?;
    match kept.is_enabled(&asked.stage) {
        true => Ok(kept),
        false => Err(disabled()),
    }
}

fn apply(endpoint: &mut Endpoint, wanted: Wanted) {
    if let Some(url) = wanted.url {
        url.trim().clone_into(&mut endpoint.url);
        endpoint.verified_at = None;
    }
    if let Some(description) = wanted.description {
        endpoint.description = description;
    }
    if let Some(patterns) = wanted.event_patterns {
        endpoint.event_patterns = patterns;
    }
    endpoint.timeout_seconds = wanted.timeout_seconds.unwrap_or(endpoint.timeout_seconds);
    endpoint.max_retries = wanted.max_retries.unwrap_or(endpoint.max_retries);
}

async fn bring_to_engine(asked: &Asked, kept: &Kept<Endpoint>) -> Result<(), Error> {
    let Some(id) = kept.record.endpoint else {
        return Ok(());
    };
    let endpoints = asked.stage.store().endpoints();
    let Some(before) = endpoints.get(id).await? else {
        return Ok(());
    };
    let edit = EndpointEdit {
        url: Some(kept.document.url.clone()),
        manner: Some(making::manner(before.manner, &kept.document)),
        ..EndpointEdit::default()
    };
    endpoints.edit(id, edit).await?;
    Ok(())
}

async fn turn(asked: &Asked, kept: &Kept<Endpoint>, on: bool) -> Result<(), Error> {
    let Some(id) = kept
        .record
        .endpoint
        .filter(|_| kept.is_enabled(&asked.stage) != on)
    else {
        return Ok(());
    };
    let endpoints = asked.stage.store().endpoints();
    match on {
        true => endpoints.enable(id).await?,
        false => endpoints.disable(id, DISABLED).await?,
    };
    Ok(())
}

async fn changed(asked: &Asked, kept: &mut Kept<Endpoint>) -> Result<(), Refusal> {
    kept.document.updated_at = asked.stage.now();
    Ok(kept.write(&asked.stage).await?)
}

fn answer(asked: &Asked, kept: Kept<Endpoint>) -> EndpointAnswer {
    let enabled = kept.is_enabled(&asked.stage);
    EndpointAnswer::new(kept.document, asked.user_id(), enabled)
}

fn told_once(asked: &Asked, kept: Kept<Endpoint>, secret: &Secret) -> Response {
    success(&EndpointSecretAnswer {
        endpoint: answer(asked, kept),
        secret: String::from_utf8_lossy(secret.expose()).into_owned(),
    })
}
