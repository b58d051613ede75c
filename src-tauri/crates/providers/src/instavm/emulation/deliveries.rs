//! The calls about deliveries: what was sent, and sending it again.

use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use model::RecordId;
use store::RecordFilter;

use super::super::records::{DELIVERY, Delivery, ENDPOINT, Endpoint};
use super::super::wire::{DeliveryAnswer, Page};
use super::super::{making, standing};
use super::asked::{Asked, disabled, success};
use crate::error::Error;
use crate::fastapi::{Refusal, query_integer};
use crate::kept::{self, Kept};

/// Rows of a page where nothing is asked for.
const USUAL_LIMIT: i64 = 50;
/// Records that are looked through at once.
const PART: u32 = 100;

pub async fn list(asked: Asked) -> Result<Response, Refusal> {
    let limit = asked.query.last("limit");
    let limit = limit.map(|text| query_integer("limit", text, 1..=100));
    let limit = usize::try_from(limit.transpose()?.unwrap_or(USUAL_LIMIT));
    let limit = limit.expect("bounds are small");
    let before = asked.query.last("cursor").filter(|text| !text.is_empty());
    let before = before.map(position).transpose()?;
    Ok(success(&page(&asked, before, limit).await?))
}

/// Looks through records until a page is full, and one more says that it is not the last.
async fn page(asked: &Asked, mut before: Option<RecordId>, limit: usize) -> Result<Page, Error> {
    let mut found: Vec<(RecordId, DeliveryAnswer)> = Vec::new();
    loop {
        let part = Kept::<Delivery>::page(&asked.stage, &filter(asked, before)).await?;
        before = part.last().map(|last| last.record.id);
        let is_last = part.len() < PART as usize;
        for kept in part.into_iter().filter(|kept| is_of_type(asked, kept)) {
            let (id, answer) = (kept.record.id, answer(asked, kept).await?);
            if is_at(asked, &answer) {
                found.push((id, answer));
            }
            if found.len() > limit {
                return Ok(cut(found, limit));
            }
        }
        if is_last {
            return Ok(cut(found, limit));
        }
    }
}

fn filter(asked: &Asked, before: Option<RecordId>) -> RecordFilter {
    RecordFilter {
        organization: Some(asked.caller.organization),
        kind: DELIVERY,
        parent: asked.query.last("endpoint_id").map(str::to_owned),
        before,
        limit: PART,
    }
}

fn is_of_type(asked: &Asked, kept: &Kept<Delivery>) -> bool {
    let wanted = asked.query.last("event_type");
    wanted.is_none_or(|wanted| kept.document.event_type == wanted)
}

fn is_at(asked: &Asked, answer: &DeliveryAnswer) -> bool {
    let wanted = asked.query.last("status");
    wanted.is_none_or(|wanted| answer.status.as_str() == wanted)
}

fn cut(mut found: Vec<(RecordId, DeliveryAnswer)>, limit: usize) -> Page {
    let has_more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| has_more);
    let next_cursor = last.map(|(id, _)| URL_SAFE_NO_PAD.encode(id.0.to_string()));
    let items = found.into_iter().map(|(_, answer)| answer).collect();
    Page { items, next_cursor }
}

/// Where a cursor stands.
fn position(cursor: &str) -> Result<RecordId, Refusal> {
    let text = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let id = text.and_then(|text| text.parse().ok());
    let refused = || Refusal::detail(StatusCode::BAD_REQUEST, "Invalid cursor");
    id.map(RecordId).ok_or_else(refused)
}

/// A new record is made that names the original, which stays as it is.
pub async fn replay(asked: Asked) -> Result<Response, Refusal> {
    let organization = Some(asked.caller.organization);
    let found = Kept::<Delivery>::find(&asked.stage, organization, (DELIVERY, &asked.id)).await?;
    let original = found.ok_or_else(|| not_found("delivery"))?;
    let endpoint = (ENDPOINT, original.document.endpoint_id.as_str());
    let to = Kept::<Endpoint>::find(&asked.stage, organization, endpoint).await?;
    let to = to.ok_or_else(|| not_found("endpoint"))?;
    if !to.is_enabled(&asked.stage) {
        return Err(disabled());
    }
    let made = making::repeat(&asked.stage, &to, original.document).await?;
    Ok(success(&standing::queued(made.document, asked.user_id())))
}

fn not_found(what: &str) -> Refusal {
    let detail = format!("Webhook {what} not found");
    Refusal::detail(StatusCode::NOT_FOUND, detail)
}

async fn answer(asked: &Asked, kept: Kept<Delivery>) -> Result<DeliveryAnswer, Error> {
    let progress = kept::progress(&asked.stage, &kept.record).await?;
    let user_id = asked.user_id();
    Ok(standing::answer(kept.document, user_id, progress.as_ref()))
}
