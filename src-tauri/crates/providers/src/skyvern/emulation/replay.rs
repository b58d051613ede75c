//! One call, from its credentials to its answer.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use reqwest::Url;

use super::answer::Replayed;
use super::deliver::{Delivered, deliver};
use super::refusal::Refusal;
use super::{auth, body, reach};
use crate::means::Means;
use crate::skyvern::hosting::{HOSTING_SETTING, Hosting};
use crate::skyvern::run::{Run, RunType};
use crate::skyvern::{payload, records, signed, target};
use crate::stage::Stage;

/// A call as it came.
#[derive(Debug)]
pub struct Call {
    pub run_id: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Does what a call asks for; what is refused was not sent.
pub async fn replay(stage: &Stage, call: &Call, patience: Duration) -> Result<Replayed, Refusal> {
    let (means, store) = (&stage.means, stage.store());
    let hosting = store.settings().get(HOSTING_SETTING).await?;
    let hosting: Hosting = hosting.unwrap_or_default();
    let given = body::given(&call.headers, &call.body)?;
    let caller = auth::caller(stage, &call.headers, hosting).await?;
    let wanted = body::webhook_url(&given)?;

    let found = records::get(store, &call.run_id).await?;
    let found = found.filter(|(_, organization)| *organization == caller.organization);
    let (run, _) = found.ok_or_else(|| not_found(&call.run_id))?;
    let payload = payload_of(&run, hosting)?;
    let signed = signed::sign(&payload, &caller.key, stage.now());
    let signed = signed.map_err(|error| Refusal::broken(&error))?;
    let url = choose(wanted, &run)?;
    reach::check(&url, hosting).await?;

    let delivered = deliver(means, &url, (&payload, &signed), patience).await?;
    if wanted.is_none() {
        note_arrival(means, &run, &delivered).await?;
    }
    Ok(Replayed {
        run_id: run.run_id,
        run_type: run.run_type.as_str(),
        default_webhook_url: run.webhook_url,
        target_webhook_url: url.to_string(),
        payload,
        headers: signed,
        status_code: delivered.status_code,
        latency_ms: delivered.latency_ms,
        response_body: delivered.response_body,
        error: delivered.error,
    })
}

fn not_found(run_id: &str) -> Refusal {
    Refusal::detail(StatusCode::NOT_FOUND, format!("Run {run_id} not found"))
}

/// The body of a run that is final, or why there is none.
fn payload_of(run: &Run, hosting: Hosting) -> Result<String, Refusal> {
    let (id, status) = (&run.run_id, run.status.as_str());
    let refused = |detail: String| Refusal::detail(StatusCode::BAD_REQUEST, detail);
    if run.retry_pending {
        let detail =
            format!("Run {id} is not final; webhook replay is unavailable until it is final.");
        return Err(Refusal::detail(StatusCode::CONFLICT, detail));
    }
    let Some(payload) = payload::body(run, hosting) else {
        let run_type = run.run_type.as_str();
        let detail = format!("Run type {run_type} is not supported for webhook replay.");
        return Err(refused(detail));
    };
    if !run.status.is_final() {
        let detail = format!("Run {id} has not reached a terminal state (status={status}).");
        return Err(refused(detail));
    }
    if let Some(stored) = &run.webhook_url {
        reach::check_stored(stored, hosting)?;
    }
    payload.map_err(|error| Refusal::broken(&error))
}

fn choose(wanted: Option<&str>, run: &Run) -> Result<Url, Refusal> {
    let refused = |detail: &str| Refusal::detail(StatusCode::BAD_REQUEST, detail);
    let stored = run.webhook_url.as_deref();
    let Some(url) = wanted.or(stored).filter(|url| !url.is_empty()) else {
        return Err(refused("No webhook URL configured for the run."));
    };
    target::parse(url).map_err(|error| refused(&error.to_string()))
}

/// A replay changes nothing, but that the webhook of a workflow has arrived after all.
async fn note_arrival(means: &Means, run: &Run, delivered: &Delivered) -> Result<(), Refusal> {
    if run.run_type != RunType::WorkflowRun || !delivered.succeeded() {
        return Ok(());
    }
    let arrived = Run {
        webhook_delivery_status: Some("delivered".to_owned()),
        ..run.clone()
    };
    Ok(records::store_run(&means.store, &arrived).await?)
}
