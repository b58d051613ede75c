//! The calls about deliveries: what was sent, and sending it again.

use axum::response::Response;
use store::RecordFilter;

use super::super::making;
use super::super::records::{DELIVERY, Delivery, ENDPOINT, Endpoint};
use super::super::refusal::Refusal;
use super::super::standing;
use super::super::wire::{DeliveryAnswer, Status};
use super::asked::{Asked, success};
use crate::error::Error;
use crate::kept::{self, Kept};
use crate::stage::Stage;
use crate::standing::Standing;

pub async fn list(asked: Asked) -> Result<Response, Refusal> {
    let part = asked.part()?;
    let endpoint = asked.query.first("endpointId").filter(|id| !id.is_empty());
    let filter = RecordFilter {
        organization: Some(asked.caller.organization),
        kind: DELIVERY,
        parent: endpoint.map(str::to_owned),
        limit: part.reach(),
        ..RecordFilter::default()
    };
    let all = Kept::<Delivery>::page(&asked.stage, &filter).await?;
    let (has_more, part_of) = part.of(all);
    let mut items = Vec::with_capacity(part_of.len());
    for kept in part_of {
        items.push(answer(&asked, kept).await?);
    }
    Ok(success(part.page(has_more, items)))
}

pub async fn get(asked: Asked) -> Result<Response, Refusal> {
    let kept = find(&asked).await?;
    Ok(success(answer(&asked, kept).await?))
}

/// The same record is sent again, from the beginning of its schedule.
pub async fn retry(asked: Asked) -> Result<Response, Refusal> {
    let mut kept = find(&asked).await?;
    let progress = kept::progress(&asked.stage, &kept.record).await?;
    let status = Status::from(Standing::of(progress.as_ref()));
    if status != Status::Failure {
        return Err(Refusal::not_retriable(status.as_str()));
    }
    let now = asked.stage.now();
    kept.document.requeued_at = Some(now);
    // Whoever asks in the same moment is told that it is pending: the store lets one through.
    kept.requeue(&asked.stage, making::parcel(&kept.document))
        .await?;
    let organization = &asked.caller.organization_name;
    let queued = standing::queued(kept.document, organization, (progress.as_ref(), now));
    Ok(success(queued))
}

/// A new record is made after the original, which stays as it is.
pub async fn replay(asked: Asked) -> Result<Response, Refusal> {
    let original = find(&asked).await?;
    let progress = kept::progress(&asked.stage, &original.record).await?;
    let to = endpoint_of(&asked.stage, &original).await?;
    let like = Delivery {
        request_headers: standing::sent(progress.as_ref()),
        ..original.document
    };
    let made = making::repeat(&asked.stage, (&to, like)).await?;
    let now = made.document.created_at;
    let organization = &asked.caller.organization_name;
    let queued = standing::queued(made.document, organization, (None, now));
    Ok(success(queued))
}

async fn find(asked: &Asked) -> Result<Kept<Delivery>, Refusal> {
    let organization = Some(asked.caller.organization);
    let found = Kept::find(&asked.stage, organization, (DELIVERY, &asked.id)).await?;
    found.ok_or_else(|| Refusal::not_found("Webhook delivery"))
}

async fn answer(asked: &Asked, kept: Kept<Delivery>) -> Result<DeliveryAnswer, Error> {
    let progress = kept::progress(&asked.stage, &kept.record).await?;
    let organization = &asked.caller.organization_name;
    Ok(standing::answer(
        kept.document,
        organization,
        progress.as_ref(),
    ))
}

async fn endpoint_of(stage: &Stage, kept: &Kept<Delivery>) -> Result<Kept<Endpoint>, Error> {
    let (organization, id) = (Some(kept.record.organization), &kept.document.endpoint_id);
    let found = Kept::find(stage, organization, (ENDPOINT, id)).await?;
    let gone = || store::Error::NotFound {
        what: "endpoint",
        which: id.clone(),
    };
    Ok(found.ok_or_else(gone)?)
}
