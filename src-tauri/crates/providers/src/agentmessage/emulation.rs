//! Plays AgentMessage's API: its routes, and what each call does.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, RawQuery, State};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use model::OrganizationId;
use serde::Serialize;
use serde_json::json as value;
use store::Record;

use super::answer::json;
use super::deliver::{self, deliver};
use super::endpoint::{Endpoint, NewEndpoint, Told};
use super::endpoints;
use super::event::{TEST, seconds};
use super::facts::{MOST_ENDPOINTS, REPLAYS};
use super::gate::{Id, gate};
use super::log;
use super::query::{Limits, Page, Query};
use super::records::{self, Kind, Of};
use super::refusal::Refusal;
use super::replay::{Audit, Replayed, object, reason};
use super::rotation;
use super::row::Row;
use super::sent::{Sent, record_of};
use super::terms::AgentMessageTerms;
use crate::kept;
use crate::stage::ids::uuid_v7;
use crate::stage::{Caller, Progress, Stage};

/// Rows of a page of deliveries.
const DELIVERIES: Limits = Limits {
    most: 200,
    usual: 50,
};
/// Rows of a page of endpoints.
const ENDPOINTS: Limits = Limits {
    most: 100,
    usual: 50,
};

type Answer = Result<Response, Refusal>;

/// The API, from its root on.
pub fn router(stage: Stage) -> Router {
    Router::new()
        .route("/v1/webhooks", get(list_endpoints).post(make_endpoint))
        .route("/v1/webhooks/{id}/test", post(test))
        .route("/v1/webhooks/{id}/rotate-secret", post(rotate_secret))
        .route("/v1/webhooks/deliveries", get(list_deliveries))
        .route("/v1/webhooks/deliveries/{id}", get(delivery))
        .route("/v1/webhooks/deliveries/{id}/replay", post(replay))
        .route("/v1/webhook-secret/rotate", post(rotate_all))
        .route("/v1/audit-logs/{id}", get(audit))
        .route_layer(from_fn_with_state(stage.clone(), gate))
        .fallback(async || Refusal::missing())
        .method_not_allowed_fallback(async || Refusal::of(StatusCode::METHOD_NOT_ALLOWED))
        // Whoever stands before this router has read the body within bounds of its own.
        .layer(DefaultBodyLimit::disable())
        .with_state(stage)
}

const fn of(caller: &Caller, kind: Kind) -> Of {
    Of {
        organization: caller.organization,
        kind,
    }
}

async fn replay(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
    body: Bytes,
) -> Answer {
    let reason = reason(&body)?;
    let limited = stage.limit(caller.organization, REPLAYS).await?;
    if !limited.allowed {
        return Err(Refusal::too_often(limited.retry_after));
    }
    let source = source(&stage, &caller, &id).await?;
    let endpoint = of(&caller, Kind::Endpoint).find(&stage, &source.endpoint_id);
    let endpoint = endpoint.await?.ok_or_else(Refusal::missing)?;
    let again = source.again(stage.now());
    let sent = deliver(&stage, caller.organization, (&again, &endpoint)).await?;
    sent.ok_or_else(Refusal::missing)?;
    let audit = Audit {
        id: uuid_v7(again.enqueued_at),
        delivery_id: id,
        new_event_id: again.event_id.clone(),
        reason,
        created_at: again.enqueued_at,
    };
    let record = of(&caller, Kind::Audit).record(&audit.id, &audit);
    stage
        .store()
        .emulations()
        .add(record)
        .await
        .map_err(crate::Error::from)?;
    Ok(json(StatusCode::ACCEPTED, &Replayed::of(&again, &audit)))
}

/// The event of a delivery, while it can still be replayed.
async fn source(stage: &Stage, caller: &Caller, id: &str) -> Result<Sent, Refusal> {
    let (sent, progress, attempt) = found(stage, caller, id).await?;
    if attempt > 1 && attempt > made(progress.as_ref()) {
        return Err(Refusal::missing());
    }
    let terms = AgentMessageTerms::read(stage.store()).await?;
    match sent.enqueued_at.plus(terms.retention()) > stage.now() {
        true => Ok(sent),
        false => Err(Refusal::of(StatusCode::GONE)),
    }
}

/// The event that a row's id stands for, how far it is, and which attempt the row is of.
async fn found(
    stage: &Stage,
    caller: &Caller,
    id: &str,
) -> Result<(Sent, Option<Progress>, usize), Refusal> {
    let (record, attempt) = record_of(id).ok_or_else(Refusal::missing)?;
    let found = of(caller, Kind::Event).find(stage, &record).await?;
    let found = found.ok_or_else(Refusal::missing)?;
    let (sent, progress) = records::progress(stage, &found).await?;
    Ok((sent, progress, attempt as usize))
}

fn made(progress: Option<&Progress>) -> usize {
    progress.map_or(0, |progress| progress.attempts.len())
}

async fn delivery(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
) -> Answer {
    let (sent, progress, attempt) = found(&stage, &caller, &id).await?;
    let rows = rows(&sent, progress.as_ref());
    let row = rows
        .into_iter()
        .nth(attempt - 1)
        .ok_or_else(Refusal::missing)?;
    Ok(json(StatusCode::OK, &row))
}

/// A row an attempt; before the first one is made there is a row that waits for it.
fn rows(sent: &Sent, progress: Option<&Progress>) -> Vec<Row> {
    let attempts = progress.map_or(&[][..], |progress| &progress.attempts);
    if attempts.is_empty() {
        return vec![Row::waiting(sent, 1)];
    }
    let numbered = (1..).zip(attempts);
    numbered
        .map(|(number, tried)| Row::of(sent, number, tried))
        .collect()
}

async fn list_deliveries(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Query::read(&query.unwrap_or_default(), DELIVERIES)?;
    let part = log::part(&stage, caller.organization, &query).await?;
    let next = part.next.map(|cursor| cursor.text());
    Ok(listed(&part.rows, next.as_deref()))
}

fn listed(data: &impl Serialize, next_cursor: Option<&str>) -> Response {
    let body = value!({ "success": true, "data": data, "meta": { "next_cursor": next_cursor } });
    json(StatusCode::OK, &body)
}

async fn make_endpoint(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Answer {
    let new = NewEndpoint::read(&object(&body)?)?;
    if of(&caller, Kind::Endpoint).count(&stage).await? >= MOST_ENDPOINTS {
        return Err(Refusal::of(StatusCode::CONFLICT));
    }
    let (made, secret) = endpoints::make(&stage, caller.organization, new).await?;
    let secret = String::from_utf8_lossy(secret.expose()).into_owned();
    Ok(json(StatusCode::CREATED, &made.told(Some(secret))))
}

async fn list_endpoints(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
) -> Answer {
    let page = Page::read(&query.unwrap_or_default(), ENDPOINTS)?;
    let records = of(&caller, Kind::Endpoint).all(&stage).await?;
    let older = |record: &&Record| page.after.is_none_or(|after| record.id.0 < after);
    let mut shown: Vec<&Record> = records.iter().filter(older).collect();
    let next = (shown.len() > page.limit).then(|| Page::cursor(shown[page.limit - 1].id.0));
    shown.truncate(page.limit);
    let read = |record: &&Record| Ok(kept::read::<Endpoint>(record)?.told(None));
    let told: Result<Vec<Told>, crate::Error> = shown.iter().map(read).collect();
    Ok(listed(&told?, next.as_deref()))
}

/// An endpoint of theirs, with its record.
async fn endpoint(stage: &Stage, caller: &Caller, id: &str) -> Result<(Endpoint, Record), Refusal> {
    let found = of(caller, Kind::Endpoint).find(stage, id).await?;
    let record = found.ok_or_else(Refusal::missing)?;
    Ok((kept::read(&record)?, record))
}

async fn test(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
) -> Answer {
    let (endpoint, record) = endpoint(&stage, &caller, &id).await?;
    let data = value!({ "endpoint_id": id, "message": "This is a test." }).to_string();
    let sent = deliver::event(&stage, &endpoint, TEST, data);
    let delivered = deliver(&stage, caller.organization, (&sent, &record)).await?;
    delivered.ok_or_else(Refusal::missing)?;
    let body = value!({
        "delivery_id": sent.row(1),
        "endpoint_id": id,
        "event_type": TEST,
        "event_id": sent.event_id,
        "enqueued_at": seconds(sent.enqueued_at),
    });
    Ok(json(StatusCode::ACCEPTED, &body))
}

async fn rotate_secret(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
) -> Answer {
    let (_, record) = endpoint(&stage, &caller, &id).await?;
    let secret = endpoints::rotate(&stage, &record).await?;
    let secret = secret.ok_or_else(Refusal::missing)?;
    let secret = String::from_utf8_lossy(secret.expose());
    let body = value!({ "id": id, "secret": secret, "rotated_at": seconds(stage.now()) });
    Ok(json(StatusCode::OK, &body))
}

async fn rotate_all(State(stage): State<Stage>, Extension(caller): Extension<Caller>) -> Answer {
    let organization: OrganizationId = caller.organization;
    let (secret, until) = rotation::rotate(&stage, organization).await?;
    let secret = String::from_utf8_lossy(secret.expose());
    let body = value!({ "secret": secret, "previous_secret_expires_at": seconds(until) });
    Ok(json(StatusCode::OK, &body))
}

async fn audit(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
) -> Answer {
    let found = of(&caller, Kind::Audit).find(&stage, &id).await?;
    let audit: Audit = kept::read(&found.ok_or_else(Refusal::missing)?)?;
    Ok(json(StatusCode::OK, &audit.told()))
}
