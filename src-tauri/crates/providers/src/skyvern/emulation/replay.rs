//! The replay of a run's webhook, and the look at what it would send.

use std::borrow::Cow;

use http::StatusCode;
use reqwest::Url;

use super::answer::{Preview, Replayed};
use super::call::{Call, Line};
use super::deliver::{Delivered, deliver};
use super::reach;
use super::runs::{not_found, own};
use super::server::Emulation;
use crate::fastapi::{Fields, Refusal};
use crate::python::Json;
use crate::skyvern::hosting::Hosting;
use crate::skyvern::run::{Run, RunType};
use crate::skyvern::{automatic, payload, records, signed, target};
use crate::stage::Stage;

/// Replays for a client: the body is optional.
///
/// # Errors
/// When something is refused; then nothing was sent.
pub async fn retry(emulation: &Emulation, call: &Call) -> Result<Replayed, Refusal> {
    let line = call.taken(&emulation.stage).await?;
    let wanted = match line.given.as_ref().filter(|given| **given != Json::Null) {
        Some(given) => url_in(Some(given), "webhook_url")?,
        None => None,
    };
    replay(emulation, &line, (&call.run_id, wanted.as_deref())).await
}

/// Replays for Skyvern's own pages: there has to be a body.
///
/// # Errors
/// As for [`retry`].
pub async fn retry_inside(emulation: &Emulation, call: &Call) -> Result<Replayed, Refusal> {
    let line = call.taken(&emulation.stage).await?;
    let given = line.given.as_ref().filter(|given| **given != Json::Null);
    let wanted = url_in(given, "override_webhook_url")?;
    replay(emulation, &line, (&call.run_id, wanted.as_deref())).await
}

/// What a replay would send; nothing is sent.
///
/// # Errors
/// When nobody calls, or the run has no webhook to send again.
pub async fn preview(emulation: &Emulation, call: &Call) -> Result<Preview, Refusal> {
    let stage = &emulation.stage;
    let line = call.taken(stage).await?;
    let run = run_of(stage, &line, &call.run_id).await?;
    let payload = payload_of(&run, line.hosting)?;
    let signed = signed::sign(&payload, &line.caller.key, stage.now());
    Ok(Preview {
        run_type: run.run_type.as_str(),
        run_id: run.run_id,
        default_webhook_url: run.webhook_url,
        payload,
        headers: signed.map_err(|error| Refusal::broken(&error))?,
    })
}

/// The URL that a body names; an empty one is none.
fn url_in(given: Option<&Json>, name: &str) -> Result<Option<String>, Refusal> {
    let mut fields = Fields::of(given)?;
    let url = fields.text(name);
    fields.checked()?;
    Ok(url.filter(|url| !url.is_empty()))
}

async fn replay(
    emulation: &Emulation,
    line: &Line,
    (run_id, wanted): (&str, Option<&str>),
) -> Result<Replayed, Refusal> {
    let stage = &emulation.stage;
    let run = run_of(stage, line, run_id).await?;
    if run.retry_pending {
        let detail = "webhook replay is unavailable until it is final.";
        let detail = format!("Run {run_id} is not final; {detail}");
        return Err(Refusal::detail(StatusCode::CONFLICT, detail));
    }
    let payload = payload_of(&run, line.hosting)?;
    let signed = signed::sign(&payload, &line.caller.key, stage.now());
    let signed = signed.map_err(|error| Refusal::broken(&error))?;
    let url = choose(wanted, &run)?;
    reach::check(&url, line.hosting).await.map_err(refused)?;

    let delivered = deliver(&stage.means, &url, (&payload, &signed), emulation.patience).await?;
    if wanted.is_none() {
        note_arrival(stage, run_id, &delivered).await?;
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

async fn run_of(stage: &Stage, line: &Line, run_id: &str) -> Result<Run, Refusal> {
    let kept = own(stage, line, run_id).await?;
    let kept = kept.ok_or_else(|| not_found(format!("Run {run_id} not found")))?;
    Ok(automatic::told(stage, kept).await?)
}

fn refused<'a>(detail: impl Into<Cow<'a, str>>) -> Refusal {
    Refusal::detail(StatusCode::BAD_REQUEST, detail.into())
}

/// The body of a run that is final, or why there is none.
fn payload_of(run: &Run, hosting: Hosting) -> Result<String, Refusal> {
    let (id, status) = (&run.run_id, run.status.as_str());
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
        reach::check_stored(stored, hosting).map_err(refused)?;
    }
    payload.map_err(|error| Refusal::broken(&error))
}

fn choose(wanted: Option<&str>, run: &Run) -> Result<Url, Refusal> {
    let stored = run.webhook_url.as_deref();
    let Some(url) = wanted.or(stored).filter(|url| !url.is_empty()) else {
        return Err(refused("No webhook URL configured for the run."));
    };
    target::parse(url).map_err(|error| refused(error.to_string()))
}

/// A replay changes nothing, but that the webhook of a workflow has arrived after all.
async fn note_arrival(stage: &Stage, run_id: &str, delivered: &Delivered) -> Result<(), Refusal> {
    let kept = records::get(stage.store(), run_id).await?;
    let is_workflow = |run: &Run| run.run_type == RunType::WorkflowRun && run.status.is_final();
    let Some(run) = kept.map(|kept| kept.run).filter(is_workflow) else {
        return Ok(());
    };
    if !delivered.succeeded() {
        return Ok(());
    }
    let arrived = Run {
        webhook_delivery_status: Some("delivered".to_owned()),
        ..run
    };
    Ok(records::store_run(stage.store(), &arrived).await?)
}
