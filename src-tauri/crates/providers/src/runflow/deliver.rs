//! Sends the callback of a run: freezes its body, and gives it to the engine.
//!
//! An endpoint of the engine stands for a URL and the secret that signs for it, so that what is
//! on its way keeps its signature when another secret becomes the current one.

use bytes::Bytes;
use model::{EndpointId, Manner, OrganizationId};
use store::NewRecord;

use super::facts::{REQUEST_ID_HEADER, SCHEDULE};
use super::payload::payload;
use super::records;
use super::run::{Kind, Run};
use super::secrets::{self, Signing};
use super::sent::Sent;
use crate::error::Error;
use crate::provider::Provider;
use crate::stage::ids::uuid_v4;
use crate::stage::{OpenEndpoint, Parcel, Stage};

/// Who made a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The run came to its end.
    End,
    /// Somebody asked for it.
    Asked,
}

/// Makes a delivery of what the run is now; none for a run without an end or without a URL.
pub async fn deliver(
    stage: &Stage,
    organization: OrganizationId,
    (run, cause): (&Run, Cause),
) -> Result<Option<Sent>, Error> {
    let (Some(body), Some(url)) = (payload(run), &run.callback_url) else {
        return Ok(None);
    };
    let signing = secrets::current(stage, organization).await?;
    let sent = Sent {
        run_id: (run.kind == Kind::Run).then(|| run.id.clone()),
        signing_secret_id: signing.as_ref().map(|signing| signing.id.clone()),
        is_automatic: cause == Cause::End,
        ..Sent::new(url, body, stage.now())
    };
    let endpoint = endpoint(stage, organization, (url, signing.as_ref())).await?;
    let delivery = stage.enqueue(endpoint, parcel(&sent, run)).await?;
    let record = NewRecord {
        endpoint: Some(endpoint),
        delivery: Some(delivery),
        ..records::of_delivery(&sent, run, organization)
    };
    stage.store().emulations().add(record).await?;
    Ok(Some(sent))
}

fn parcel(sent: &Sent, run: &Run) -> Parcel {
    Parcel {
        message_id: sent.id.clone(),
        event_type: run.status.event().unwrap_or_default().to_owned(),
        content_type: "application/json".to_owned(),
        body: Bytes::from(sent.payload.clone()),
    }
}

/// The engine's endpoint for a URL and a secret, opened at its first use.
async fn endpoint(
    stage: &Stage,
    organization: OrganizationId,
    (url, signing): (&str, Option<&Signing>),
) -> Result<EndpointId, Error> {
    let secret = signing.map_or("unsigned", |signing| &signing.id);
    let name = format!("endpoint {organization} {secret} {url}");
    let emulations = stage.store().emulations();
    let known = emulations.get(stage.id(), &name).await?;
    if let Some(endpoint) = known.as_ref().and_then(|record| record.endpoint)
        && stage.is_open(endpoint).await?
    {
        return Ok(endpoint);
    }
    if known.is_some() {
        emulations.remove(stage.id(), &name).await?;
    }
    let endpoint = stage.open_endpoint(opened(url, signing)).await?;
    let record = NewRecord {
        provider: stage.id(),
        organization,
        kind: "endpoint",
        name,
        parent: None,
        endpoint: Some(endpoint),
        delivery: None,
        document: "{}".to_owned(),
        made_at: None,
    };
    emulations.add(record).await?;
    Ok(endpoint)
}

fn opened(url: &str, signing: Option<&Signing>) -> OpenEndpoint {
    OpenEndpoint {
        name: uuid_v4(),
        url: url.to_owned(),
        scheme: signing.map(|_| Provider::Runflow.scheme().to_owned()),
        secrets: signing
            .map(|signing| signing.secret.clone())
            .into_iter()
            .collect(),
        manner: Manner {
            schedule: SCHEDULE.to_owned(),
            id_header: Some(REQUEST_ID_HEADER.to_owned()),
            ..Manner::default()
        },
    }
}
