//! Endpoints and deliveries come about: by a call, or because the user wants one to send again.

use model::{Manner, Secret};
use serde_json::value::RawValue;

use super::body::Body;
use super::facts::SCHEME;
use super::records::{DELIVERY, Delivery, ENDPOINT, Endpoint};
use super::wanted::WantedEndpoint;
use crate::error::Error;
use crate::kept::Kept;
use crate::outbox::{self, End, waits_of};
use crate::stage::{Caller, OpenEndpoint, Parcel, Stage, ids};

/// The schedule whose waits are cut to an endpoint's retries.
const SCHEDULE: &str = "b3os";
/// How long B3OS waits for an answer.
const TIMEOUT_MS: u64 = 30_000;

/// An endpoint that was made, and its secret, which is told once.
pub struct Opened {
    pub endpoint: Kept<Endpoint>,
    pub secret: Secret,
}

/// Opens an endpoint for a caller.
///
/// # Errors
/// When the store fails.
pub async fn open(stage: &Stage, caller: &Caller, wanted: WantedEndpoint) -> Result<Opened, Error> {
    let (secret, now) = (new_secret(), stage.now());
    let endpoint = Endpoint {
        id: ids::uuid_v4(),
        name: wanted.name,
        url: wanted.url.trim().to_owned(),
        description: wanted.description,
        max_retries: wanted.max_retries,
        subscribed_event_types: wanted.subscribed_event_types,
        created_by: caller.organization_name.clone(),
        created_at: now,
        updated_at: now,
        disabled_at: None,
    };
    let open = OpenEndpoint {
        name: endpoint.id.clone(),
        url: endpoint.url.clone(),
        scheme: Some(SCHEME.to_owned()),
        secrets: vec![secret.clone()],
        manner: Manner {
            schedule: waits_of(SCHEDULE, endpoint.max_retries),
            timeout_ms: Some(TIMEOUT_MS),
            ..Manner::default()
        },
    };
    let organization = caller.organization;
    let endpoint = Kept::opened(stage, organization, open, (ENDPOINT, endpoint)).await?;
    Ok(Opened { endpoint, secret })
}

/// A new signing secret.
pub fn new_secret() -> Secret {
    outbox::new_secret(SCHEME)
}

/// What happened.
#[derive(Debug, Clone)]
pub struct Happened {
    pub event_type: String,
    pub data: Box<RawValue>,
    pub end: End,
}

/// Makes a delivery of what happened, with ids of its own.
///
/// # Errors
/// When the endpoint was removed, or the store fails.
pub async fn happen(
    stage: &Stage,
    caller: &Caller,
    (to, what): (&Kept<Endpoint>, Happened),
) -> Result<Kept<Delivery>, Error> {
    let (now, event_id) = (stage.now(), ids::prefixed("evt_", 20));
    let [workflow_id, run_id, execution_id] =
        ["wf_", "run_", "exec_"].map(|prefix| ids::prefixed(prefix, 20));
    let body = Body {
        id: &event_id,
        event_type: &what.event_type,
        organization_id: &caller.organization_name,
        workflow_id: &workflow_id,
        run_id: &run_id,
        execution_id: &execution_id,
        created_at: now,
        data: &what.data,
    };
    let body = body.text();
    let delivery = Delivery {
        id: ids::uuid_v4(),
        endpoint_id: to.document.id.clone(),
        event_id,
        event_type: what.event_type,
        body,
        workflow_id,
        run_id,
        execution_id,
        max_retries: to.document.max_retries,
        request_headers: None,
        created_at: now,
        requeued_at: None,
    };
    add(stage, to, (delivery, what.end)).await
}

/// Makes a delivery like another, with an id of its own; it is sent, whatever became of that.
///
/// # Errors
/// When the endpoint was removed, or the store fails.
pub async fn repeat(
    stage: &Stage,
    (to, original): (&Kept<Endpoint>, Delivery),
) -> Result<Kept<Delivery>, Error> {
    let delivery = Delivery {
        id: ids::uuid_v4(),
        created_at: stage.now(),
        requeued_at: None,
        ..original
    };
    add(stage, to, (delivery, End::Sent)).await
}

async fn add(
    stage: &Stage,
    to: &Kept<Endpoint>,
    (delivery, end): (Delivery, End),
) -> Result<Kept<Delivery>, Error> {
    let what = (parcel(&delivery), end);
    let named = (DELIVERY, delivery.id.clone(), delivery);
    Kept::sent(stage, &to.record, what, named).await
}

/// What goes out for a delivery.
pub fn parcel(delivery: &Delivery) -> Parcel {
    Parcel::json(&delivery.event_id, &delivery.event_type, &delivery.body)
}
