//! AgentMessage as it is played, and what is made of it by hand.

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use model::{OrganizationId, Secret};
use serde_json::Value;
use store::Record;

use super::deliver::{self, deliver};
use super::endpoint::{Endpoint, NewEndpoint};
use super::event::{TYPES, is_known, is_subscribable};
use super::facts::{ADMIN, API_VERSION, READ, WRITE};
use super::records;
use super::refusal::Refusal;
use super::sent::{Sent, record_of};
use super::terms::AgentMessageTerms;
use super::{emulation, endpoints};
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::error::Error;
use crate::kept::read;
use crate::provider::Provider;
use crate::python::{self, Numbers};
use crate::stage::{Made, Operation, Pending, Play, Stage, Wanted};

/// What is made where nothing else is asked for.
const USUAL_TYPE: &str = "brand.vetted";
/// Its data then.
const USUAL_DATA: &str = r#"{"brand_id":"b_1"}"#;
/// The status that asks for an event that can be replayed no more.
const EXPIRED: &str = "expired";

/// The emulated AgentMessage.
#[derive(Debug, Clone, Copy)]
pub struct AgentMessagePlay;

impl Play for AgentMessagePlay {
    fn provider(&self) -> Provider {
        Provider::AgentMessage
    }

    fn scopes(&self) -> &'static [&'static str] {
        &[READ, WRITE, ADMIN]
    }

    fn router(&self, stage: Stage) -> Router {
        emulation::router(stage)
    }

    fn operations(&self) -> &'static [Operation] {
        OPERATIONS
    }

    fn refusal(&self, status: StatusCode, _: &str) -> Response {
        Refusal::of(status).into_response()
    }

    fn openapi(&self) -> &'static str {
        include_str!("openapi.json")
    }

    fn create<'a>(&'a self, stage: &'a Stage, wanted: Wanted) -> Pending<'a, Made> {
        Box::pin(create(stage, wanted))
    }

    fn list<'a>(&'a self, stage: &'a Stage, limit: u32) -> Pending<'a, Vec<EmulatedRow>> {
        Box::pin(list(stage, limit))
    }

    fn detail<'a>(&'a self, stage: &'a Stage, id: &'a str) -> Pending<'a, EmulatedDetail> {
        Box::pin(detail(stage, id))
    }
}

const OPERATIONS: &[Operation] = &[
    Operation::new("replay", "POST", "/v1/webhooks/deliveries/{id}/replay"),
    Operation::new("list_deliveries", "GET", "/v1/webhooks/deliveries"),
    Operation::new("get_delivery", "GET", "/v1/webhooks/deliveries/{id}"),
    Operation::new("create_webhook", "POST", "/v1/webhooks"),
    Operation::new("list_webhooks", "GET", "/v1/webhooks"),
    Operation::new("test_webhook", "POST", "/v1/webhooks/{id}/test"),
    Operation::new("rotate_secret", "POST", "/v1/webhooks/{id}/rotate-secret"),
    Operation::new(
        "rotate_organization_secret",
        "POST",
        "/v1/webhook-secret/rotate",
    ),
    Operation::new("get_audit_log", "GET", "/v1/audit-logs/{id}"),
];

/// An event that goes out at once; an expired one was sent so long ago that it does not.
async fn create(stage: &Stage, wanted: Wanted) -> Result<Made, Error> {
    let organization = wanted.owner.organization;
    let event_type = event_type(wanted.event_type.as_deref())?;
    let data = data(wanted.payload.as_deref())?;
    let expired = expired(wanted.status.as_deref())?;
    let (record, secret) = endpoint(stage, organization, (&wanted, &event_type)).await?;
    let endpoint: Endpoint = read(&record)?;
    let mut sent = deliver::event(stage, &endpoint, &event_type, data);
    if expired {
        let terms = AgentMessageTerms::read(stage.store()).await?;
        let age = i64::try_from(terms.retention().as_micros()).unwrap_or(i64::MAX);
        sent.enqueued_at = sent.enqueued_at.plus_micros(-age);
        sent.created_at = sent.enqueued_at;
        let record = deliver::record(&sent, organization);
        stage.store().emulations().add(record).await?;
    } else {
        let delivered = deliver(stage, organization, (&sent, &record)).await?;
        delivered.ok_or_else(|| Error::unknown_record(stage.id(), &endpoint.id))?;
    }
    Ok(Made {
        id: sent.row(1),
        run_id: None,
        delivery_id: Some(sent.row(1)),
        secret,
    })
}

/// The endpoint that is named, else the newest one of this URL, else a new one.
async fn endpoint(
    stage: &Stage,
    organization: OrganizationId,
    (wanted, event_type): (&Wanted, &str),
) -> Result<(Record, Option<Secret>), Error> {
    let of = endpoints::of(organization);
    if let Some(id) = &wanted.endpoint {
        let record = of
            .find(stage, id)
            .await?
            .ok_or_else(|| Error::unknown_record(stage.id(), id))?;
        return with_secret(stage, record).await;
    }
    let no_url = "an event needs somewhere to go: give --to with a URL, or the id of an endpoint";
    let url = wanted
        .to
        .as_deref()
        .ok_or_else(|| Error::not_made(no_url.to_owned()))?;
    delivery::Target::parse(url)?;
    for record in of.all(stage).await? {
        let is_open = match record.endpoint {
            Some(engine) => stage.is_open(engine).await?,
            None => false,
        };
        if is_open && read::<Endpoint>(&record)?.url == url {
            return with_secret(stage, record).await;
        }
    }
    let new = NewEndpoint {
        url: url.to_owned(),
        description: None,
        events: vec![subscribed(event_type)],
        api_version: API_VERSION.to_owned(),
    };
    let (made, secret) = endpoints::make(stage, organization, new).await?;
    let record = of.find(stage, &made.id).await?;
    let record = record.ok_or_else(|| Error::unknown_record(stage.id(), &made.id))?;
    Ok((record, Some(secret)))
}

async fn with_secret(stage: &Stage, record: Record) -> Result<(Record, Option<Secret>), Error> {
    let secret = match record.endpoint {
        Some(engine) => stage.secrets(engine).await?.pop(),
        None => None,
    };
    Ok((record, secret))
}

/// A test is sent to endpoints that subscribe to something else.
fn subscribed(event_type: &str) -> String {
    match is_subscribable(event_type) {
        true => event_type.to_owned(),
        false => USUAL_TYPE.to_owned(),
    }
}

fn event_type(given: Option<&str>) -> Result<String, Error> {
    let event_type = given
        .filter(|given| !given.is_empty())
        .unwrap_or(USUAL_TYPE);
    match is_known(event_type) {
        true => Ok(event_type.to_owned()),
        false => Err(Error::not_made(format!(
            "AgentMessage has no event \"{event_type}\": choose one of {}",
            TYPES.join(", ")
        ))),
    }
}

/// The data of an event. Of a whole event, as a capture has it, that is a part.
fn data(given: Option<&str>) -> Result<String, Error> {
    let text = given.unwrap_or(USUAL_DATA);
    let no_json =
        |error: &dyn std::fmt::Display| Error::not_made(format!("the payload is no JSON: {error}"));
    let _: Value = serde_json::from_str(text).map_err(|error| no_json(&error))?;
    let json = python::read(text).map_err(|error| no_json(&error))?;
    let is_event = ["id", "type", "data"]
        .iter()
        .all(|name| json.get(name).is_some());
    let data = json.get("data").filter(|_| is_event).unwrap_or(&json);
    Ok(python::write(data, Numbers::AsSpelled))
}

fn expired(status: Option<&str>) -> Result<bool, Error> {
    match status {
        None => Ok(false),
        Some(EXPIRED) => Ok(true),
        Some(other) => Err(Error::not_made(format!(
            "how an event of AgentMessage ends is up to its receiver, so it cannot be \"{other}\": \
             only {EXPIRED} can be asked for, an event that is too old to be replayed"
        ))),
    }
}

async fn list(stage: &Stage, limit: u32) -> Result<Vec<EmulatedRow>, Error> {
    let mut rows = Vec::new();
    for record in records::events(stage, limit).await? {
        rows.push(row(stage, &record).await?.0);
    }
    Ok(rows)
}

async fn detail(stage: &Stage, id: &str) -> Result<EmulatedDetail, Error> {
    let record = record_of(id).map(|(record, _)| record);
    let found = match record {
        Some(name) => stage.store().emulations().get(stage.id(), &name).await?,
        None => None,
    };
    let found = found.filter(|record| record.kind == "event");
    let (row, sent) = row(
        stage,
        &found.ok_or_else(|| Error::unknown_record(stage.id(), id))?,
    )
    .await?;
    let payload = Some(sent.body());
    Ok(EmulatedDetail { row, payload })
}

async fn row(stage: &Stage, record: &Record) -> Result<(EmulatedRow, Sent), Error> {
    let (sent, progress) = records::progress(stage, record).await?;
    let terms = AgentMessageTerms::read(stage.store()).await?;
    let ends = sent.enqueued_at.plus(terms.retention());
    let state = progress.map(|progress| progress.delivery.state.as_str());
    let row = EmulatedRow {
        id: sent.row(1),
        event_type: sent.event_type.clone(),
        status: match ends > stage.now() {
            true => state.unwrap_or("removed").to_owned(),
            false => EXPIRED.to_owned(),
        },
        webhook_url: Some(sent.url.clone()),
        delivery_status: state.map(str::to_owned),
        created_at: sent.enqueued_at,
    };
    Ok((row, sent))
}
