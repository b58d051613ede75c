//! Sends an event to its endpoint through the engine.

use bytes::Bytes;
use model::OrganizationId;
use store::{NewRecord, Record};

use super::endpoint::Endpoint;
use super::records::{Kind, Of};
use super::rotation;
use super::sent::{Sent, new_id};
use crate::error::Error;
use crate::stage::ids::uuid_v7;
use crate::stage::{Parcel, Stage};

/// A new event for an endpoint.
pub fn event(stage: &Stage, endpoint: &Endpoint, event_type: &str, data: String) -> Sent {
    let now = stage.now();
    Sent {
        id: new_id(now),
        endpoint_id: endpoint.id.clone(),
        event_id: uuid_v7(now),
        event_type: event_type.to_owned(),
        url: endpoint.url.clone(),
        api_version: endpoint.api_version.clone(),
        data,
        created_at: now,
        enqueued_at: now,
    }
}

/// Puts an event on its way; none when its endpoint is gone from the engine.
pub async fn deliver(
    stage: &Stage,
    organization: OrganizationId,
    (sent, endpoint): (&Sent, &Record),
) -> Result<Option<()>, Error> {
    rotation::settle(stage, organization).await?;
    let Some(engine) = endpoint.endpoint else {
        return Ok(None);
    };
    if !stage.is_open(engine).await? {
        return Ok(None);
    }
    let delivery = stage.enqueue(engine, parcel(sent)).await?;
    let record = NewRecord {
        endpoint: Some(engine),
        delivery: Some(delivery),
        ..record(sent, organization)
    };
    stage.store().emulations().add(record).await?;
    Ok(Some(()))
}

/// The record of an event that is on no way yet.
pub fn record(sent: &Sent, organization: OrganizationId) -> NewRecord {
    let of = Of {
        organization,
        kind: Kind::Event,
    };
    NewRecord {
        parent: Some(sent.endpoint_id.clone()),
        made_at: Some(sent.enqueued_at),
        ..of.record(&sent.id, sent)
    }
}

fn parcel(sent: &Sent) -> Parcel {
    Parcel {
        message_id: super::event::event_id(&sent.event_id),
        event_type: sent.event_type.clone(),
        content_type: "application/json".to_owned(),
        body: Bytes::from(sent.body()),
    }
}
