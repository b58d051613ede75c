//! Skyvern on the stage of all emulations.

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

use super::emulation::{self, Emulation};
use super::facts::PROVIDER;
use super::{Hosting, NewRun, Run, automatic, body, records};
use crate::emulated::{EmulatedDetail, EmulatedRow};
use crate::error::Error;
use crate::provider::Provider;
use crate::stage::{Made, Operation, Pending, Play, Stage, Wanted};

/// Plays Skyvern.
pub(crate) fn play() -> impl Play {
    Skyvern
}

struct Skyvern;

const OPERATIONS: &[Operation] = &[
    Operation::new("retry_webhook", "POST", "/v1/runs/{run_id}/retry_webhook"),
    Operation::new(
        "retry_webhook",
        "POST",
        "/api/v1/runs/{run_id}/retry_webhook",
    ),
    Operation::new("list_runs", "GET", "/v1/runs"),
    Operation::new("get_run", "GET", "/v1/runs/{run_id}"),
    Operation::new("cancel_run", "POST", "/v1/runs/{run_id}/cancel"),
    Operation::new("test_webhook", "POST", "/v1/internal/test-webhook"),
    Operation::new(
        "preview_webhook",
        "GET",
        "/v1/internal/runs/{run_id}/test-webhook",
    ),
    Operation::new(
        "test_webhook",
        "POST",
        "/v1/internal/runs/{run_id}/test-webhook",
    ),
];

impl Play for Skyvern {
    fn provider(&self) -> Provider {
        Provider::Skyvern
    }

    fn router(&self, stage: Stage) -> Router {
        emulation::router(Emulation::new(stage))
    }

    fn operations(&self) -> &'static [Operation] {
        OPERATIONS
    }

    fn refusal(&self, status: StatusCode, path: &str) -> Response {
        emulation::secured(emulation::scripted(status, path).into_response())
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

/// Makes a run; one that has ended sends its webhook, as any run does that ends.
async fn create(stage: &Stage, wanted: Wanted) -> Result<Made, Error> {
    let new = NewRun {
        webhook_url: wanted.to,
        run_type: wanted.event_type,
        status: wanted.status,
        output: wanted.payload,
    };
    let run = new.into_run(stage.now(), rand::random())?;
    records::add(stage.store(), &run, wanted.owner.organization).await?;
    if run.status.is_final() {
        let hosting = Hosting::played(stage.store()).await?;
        automatic::send(stage, (&run, &wanted.owner), hosting).await?;
    }
    Ok(Made {
        id: run.run_id.clone(),
        run_id: Some(run.run_id),
        delivery_id: None,
        // Skyvern signs with the key of whoever asks.
        secret: Some(wanted.owner.key),
    })
}

async fn list(stage: &Stage, limit: u32) -> Result<Vec<EmulatedRow>, Error> {
    let kept = records::list(stage.store(), None, limit).await?;
    let mut rows = Vec::with_capacity(kept.len());
    for kept in kept {
        rows.push(row(&automatic::told(stage, kept).await?));
    }
    Ok(rows)
}

async fn detail(stage: &Stage, id: &str) -> Result<EmulatedDetail, Error> {
    let unknown = || Error::unknown_record(PROVIDER, id);
    let found = records::get(stage.store(), id).await?;
    let run = automatic::told(stage, found.ok_or_else(unknown)?).await?;
    let hosting = Hosting::played(stage.store()).await?;
    Ok(EmulatedDetail {
        payload: body(&run, hosting).and_then(Result::ok),
        row: row(&run),
    })
}

fn row(run: &Run) -> EmulatedRow {
    EmulatedRow {
        id: run.run_id.clone(),
        event_type: run.run_type.as_str().to_owned(),
        status: run.status.as_str().to_owned(),
        webhook_url: run.webhook_url.clone(),
        delivery_status: run.webhook_delivery_status.clone(),
        created_at: run.created_at,
    }
}
