//! Runflow as it is played, and what is made of it by hand.

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

use super::change::Change;
use super::emulation;
use super::payload::{compact, payload};
use super::records;
use super::refusal::Refusal;
use super::run::{Kind, Run, Status};
use super::secrets;
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::error::Error;
use crate::kept;
use crate::provider::Provider;
use crate::stage::ids::uuid_v7;
use crate::stage::{Made, Operation, Pending, Play, Progress, Stage, Wanted};

/// The emulated Runflow.
#[derive(Debug, Clone, Copy)]
pub struct RunflowPlay;

impl Play for RunflowPlay {
    fn provider(&self) -> Provider {
        Provider::Runflow
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
    Operation::new(
        "redeliver",
        "POST",
        "/v1/runs/{run_id}/callback-redeliveries",
    ),
    Operation::new("history", "GET", "/v1/runs/{run_id}/callback"),
    Operation::new("create_run", "POST", "/v1/runs"),
    Operation::new("get_run", "GET", "/v1/runs/{run_id}"),
    Operation::new("change_run", "PATCH", "/v1/runs/{run_id}"),
    Operation::new(
        "redeliver_batch",
        "POST",
        "/v1/batches/{batch_id}/callback-redeliveries",
    ),
    Operation::new("batch_history", "GET", "/v1/batches/{batch_id}/callback"),
    Operation::new("create_batch", "POST", "/v1/batches"),
    Operation::new("get_batch", "GET", "/v1/batches/{batch_id}"),
    Operation::new("change_batch", "PATCH", "/v1/batches/{batch_id}"),
    Operation::new("create_secret", "POST", "/v1/callback-secrets"),
    Operation::new("get_secret", "GET", "/v1/callback-secrets/{secret_id}"),
    Operation::new("change_secret", "PATCH", "/v1/callback-secrets/{secret_id}"),
];

/// A run with a callback. Nothing is sent until somebody asks: what is made by hand has been.
async fn create(stage: &Stage, wanted: Wanted) -> Result<Made, Error> {
    let change = change(&wanted)?;
    let organization = wanted.owner.organization;
    let secret = match secrets::current(stage, organization).await? {
        Some(current) => current.secret,
        None => {
            secrets::make(stage, organization, "default".to_owned())
                .await?
                .1
        }
    };
    let now = stage.now();
    let run = change.made(uuid_v7(now), Kind::Run, now);
    records::add(stage, organization, &run).await?;
    Ok(Made {
        id: run.id.clone(),
        run_id: Some(run.id),
        delivery_id: None,
        secret: Some(secret),
    })
}

fn change(wanted: &Wanted) -> Result<Change, Error> {
    if wanted.endpoint.is_some() {
        let what = "a run of Runflow has a callback URL and no endpoint: give --to instead";
        return Err(Error::not_made(what.to_owned()));
    }
    if let Some(url) = &wanted.to {
        delivery::Target::parse(url)?;
    }
    let output = wanted.payload.as_deref().map(compact).transpose();
    Ok(Change {
        status: status(wanted)?,
        callback_url: Some(wanted.to.clone()),
        output: output
            .map_err(|error| Error::not_made(format!("the payload is no JSON: {error}")))?,
        ..Change::default()
    })
}

/// By its own word, else by that of its event.
fn status(wanted: &Wanted) -> Result<Option<Status>, Error> {
    let (word, found) = match (&wanted.status, &wanted.event_type) {
        (Some(status), _) => (status, Status::of(status)),
        (None, Some(event)) => (event, Status::of_event(event).or_else(|| Status::of(event))),
        (None, None) => return Ok(None),
    };
    let known = Status::words();
    let unknown = || {
        Error::not_made(format!(
            "no run of Runflow is \"{word}\": choose one of {known}"
        ))
    };
    found.map(Some).ok_or_else(unknown)
}

async fn list(stage: &Stage, limit: u32) -> Result<Vec<EmulatedRow>, Error> {
    let mut rows = Vec::new();
    for run in records::all(stage, limit).await? {
        rows.push(row(stage, run).await?);
    }
    Ok(rows)
}

async fn detail(stage: &Stage, id: &str) -> Result<EmulatedDetail, Error> {
    let found = stage.store().emulations().get(stage.id(), id).await?;
    let is_run = |kind: &str| [Kind::Run, Kind::Batch].map(Kind::as_str).contains(&kind);
    let record = found.filter(|record| is_run(&record.kind));
    let record = record.ok_or_else(|| Error::unknown_record(stage.id(), id))?;
    let run: Run = kept::read(&record)?;
    let payload = payload(&run);
    let row = row(stage, run).await?;
    Ok(EmulatedDetail { row, payload })
}

async fn row(stage: &Stage, run: Run) -> Result<EmulatedRow, Error> {
    let last = records::deliveries(stage, &run, Some(1)).await?.pop();
    let state = |progress: Progress| progress.delivery.state.as_str().to_owned();
    Ok(EmulatedRow {
        event_type: run.status.event().unwrap_or(run.kind.as_str()).to_owned(),
        status: run.status.as_str().to_owned(),
        webhook_url: run.callback_url,
        delivery_status: last.and_then(|(_, progress)| progress).map(state),
        created_at: run.created_at,
        id: run.id,
    })
}
