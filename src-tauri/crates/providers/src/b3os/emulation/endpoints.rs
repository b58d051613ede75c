//! The calls about endpoints.

use axum::body::Bytes;
use axum::response::Response;
use model::Secret;
use store::RecordFilter;

use super::super::making;
use super::super::records::{ENDPOINT, Endpoint};
use super::super::refusal::Refusal;
use super::super::wanted::WantedEndpoint;
use super::super::wire::{EndpointAnswer, EndpointSecretAnswer};
use super::asked::{Asked, success};
use crate::error::Error;
use crate::kept::Kept;

/// What is told of an endpoint that a call has disabled.
const DISABLED: &str = "Its emulated B3OS was asked to disable it.";

pub async fn list(asked: Asked) -> Result<Response, Refusal> {
    let part = asked.part()?;
    let filter = RecordFilter {
        organization: Some(asked.caller.organization),
        kind: ENDPOINT,
        limit: part.reach(),
        ..RecordFilter::default()
    };
    let all = Kept::<Endpoint>::page(&asked.stage, &filter).await?;
    let (has_more, part_of) = part.of(all);
    let items = part_of.into_iter().map(|kept| answer(&asked, kept));
    Ok(success(part.page(has_more, items.collect())))
}

pub async fn create(asked: Asked, body: Bytes) -> Result<Response, Refusal> {
    let wanted = WantedEndpoint::read(&body)?;
    let opened = making::open(&asked.stage, &asked.caller, wanted).await?;
    Ok(told_once(&asked, opened.endpoint, &opened.secret))
}

pub async fn get(asked: Asked) -> Result<Response, Refusal> {
    let kept = find(&asked).await?;
    Ok(success(answer(&asked, kept)))
}

pub async fn enable(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    if let Some(endpoint) = kept
        .record
        .endpoint
        .filter(|_| !kept.is_enabled(&asked.stage))
    {
        let endpoints = asked.stage.store().endpoints();
        endpoints.enable(endpoint).await.map_err(Error::from)?;
        kept.document.disabled_at = None;
        changed(&asked, &mut kept).await?;
    }
    Ok(success(answer(&asked, kept)))
}

pub async fn disable(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    if let Some(endpoint) = kept
        .record
        .endpoint
        .filter(|_| kept.is_enabled(&asked.stage))
    {
        let endpoints = asked.stage.store().endpoints();
        let disabled = endpoints.disable(endpoint, DISABLED).await;
        disabled.map_err(Error::from)?;
        kept.document.disabled_at = Some(asked.stage.now());
        changed(&asked, &mut kept).await?;
    }
    Ok(success(answer(&asked, kept)))
}

pub async fn regenerate_secret(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    let secret = making::new_secret();
    if let Some(endpoint) = kept.record.endpoint {
        let secrets = vec![secret.clone()];
        asked.stage.replace_secrets(endpoint, secrets).await?;
    }
    changed(&asked, &mut kept).await?;
    Ok(told_once(&asked, kept, &secret))
}

async fn find(asked: &Asked) -> Result<Kept<Endpoint>, Refusal> {
    let organization = Some(asked.caller.organization);
    let found = Kept::find(&asked.stage, organization, (ENDPOINT, &asked.id)).await?;
    found.ok_or_else(|| Refusal::not_found("Webhook endpoint"))
}

async fn changed(asked: &Asked, kept: &mut Kept<Endpoint>) -> Result<(), Refusal> {
    kept.document.updated_at = asked.stage.now();
    Ok(kept.write(&asked.stage).await?)
}

fn answer(asked: &Asked, kept: Kept<Endpoint>) -> EndpointAnswer {
    let is_enabled = kept.is_enabled(&asked.stage);
    EndpointAnswer::new(kept.document, &asked.caller.organization_name, is_enabled)
}

fn told_once(asked: &Asked, kept: Kept<Endpoint>, secret: &Secret) -> Response {
    success(EndpointSecretAnswer {
        endpoint: answer(asked, kept),
        signing_secret: String::from_utf8_lossy(secret.expose()).into_owned(),
    })
}
