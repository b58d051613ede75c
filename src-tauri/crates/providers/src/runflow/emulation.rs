//! Plays Runflow's API: its routes, and what each call does.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::Mutex;

use super::answer::json;
use super::change::Change;
use super::deliver::{Cause, deliver};
use super::fields::{Fault, Fields};
use super::gate::{Id, gate};
use super::records;
use super::refusal::Refusal;
use super::run::{Kind, Run};
use super::secrets;
use super::sent::{has_ended, zulu};
use crate::stage::ids::uuid_v7;
use crate::stage::{Caller, Stage};

/// Longest label of a secret, in characters.
const LONGEST_LABEL: usize = 255;
/// Two questions at once must not both find that nothing is under way.
static TURN: Mutex<()> = Mutex::const_new(());

type Answer = Result<Response, Refusal>;

/// The API, from its root on.
pub fn router(stage: Stage) -> Router {
    Router::new()
        .merge(ending_in_callbacks("/v1/runs", Kind::Run))
        .merge(ending_in_callbacks("/v1/batches", Kind::Batch))
        .route("/v1/callback-secrets", post(make_secret))
        .route(
            "/v1/callback-secrets/{id}",
            get(secret).patch(change_secret),
        )
        .route_layer(from_fn_with_state(stage.clone(), gate))
        .fallback(async || Refusal::of_path())
        .method_not_allowed_fallback(async || Refusal::of(StatusCode::METHOD_NOT_ALLOWED))
        // Whoever stands before this router has read the body within bounds of its own.
        .layer(DefaultBodyLimit::disable())
        .with_state(stage)
}

fn ending_in_callbacks(path: &str, kind: Kind) -> Router<Stage> {
    let one = format!("{path}/{{id}}");
    Router::new()
        .route(path, post(make))
        .route(&one, get(show).patch(change))
        .route(&format!("{one}/callback"), get(history))
        .route(&format!("{one}/callback-redeliveries"), post(redeliver))
        .layer(Extension(kind))
}

async fn redeliver(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
) -> Answer {
    let _turn = TURN.lock().await;
    let run = found(&stage, &caller, (kind, &id)).await?;
    check_ready(&stage, &run).await?;
    let asked = (&run, Cause::Asked);
    let sent = deliver(&stage, caller.organization, asked).await?;
    let sent = sent.ok_or_else(|| Refusal::broken(&"a run that was ready was not delivered"))?;
    Ok(json(StatusCode::OK, &sent.pending()))
}

/// Whether a run can be redelivered: it has ended, it has a callback, and none is under way.
async fn check_ready(stage: &Stage, run: &Run) -> Result<(), Refusal> {
    let title = run.kind.title();
    if !run.status.is_terminal() {
        let status = run.status.as_str();
        let message = format!(
            "{title} {} is not in a terminal state (status={status})",
            run.id
        );
        return Err(Refusal::unready("not_terminal", message));
    }
    if run.callback_url.is_none() {
        let message = format!("{title} {} has no callback_url", run.id);
        return Err(Refusal::unready("no_callback_url", message));
    }
    let deliveries = records::deliveries(stage, run, None).await?;
    if deliveries
        .iter()
        .all(|(_, progress)| has_ended(progress.as_ref()))
    {
        return Ok(());
    }
    let message = format!(
        "A callback delivery of {title} {} is already in flight",
        run.id
    );
    Err(Refusal::unready("conflict", message))
}

async fn history(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
) -> Answer {
    let run = found(&stage, &caller, (kind, &id)).await?;
    let deliveries = records::deliveries(&stage, &run, None).await?;
    let told = deliveries.into_iter();
    let told: Vec<_> = told
        .map(|(sent, progress)| sent.told(progress.as_ref()))
        .collect();
    Ok(json(StatusCode::OK, &told))
}

async fn make(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Extension(kind): Extension<Kind>,
    body: Bytes,
) -> Answer {
    let change = Change::of(&Fields::read(&body)?)?;
    let now = stage.now();
    let run = change.made(uuid_v7(now), kind, now);
    records::add(&stage, caller.organization, &run).await?;
    Ok(json(StatusCode::CREATED, &told(run)))
}

async fn show(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
) -> Answer {
    let run = found(&stage, &caller, (kind, &id)).await?;
    Ok(json(StatusCode::OK, &told(run)))
}

/// A run that this brings to its end is called back about, as the real one is.
async fn change(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
    body: Bytes,
) -> Answer {
    let change = Change::of(&Fields::read(&body)?)?;
    let _turn = TURN.lock().await;
    let before = found(&stage, &caller, (kind, &id)).await?;
    let was_terminal = before.status.is_terminal();
    let run = change.applied(before, stage.now());
    records::rewrite(&stage, &run).await?;
    if !was_terminal {
        deliver(&stage, caller.organization, (&run, Cause::End)).await?;
    }
    Ok(json(StatusCode::OK, &told(run)))
}

async fn found(stage: &Stage, caller: &Caller, (kind, id): (Kind, &str)) -> Result<Run, Refusal> {
    let found = records::find(stage, caller.organization, (kind, id)).await?;
    found.ok_or_else(|| Refusal::missing(kind, id))
}

async fn make_secret(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    body: Bytes,
) -> Answer {
    let label = label(&Fields::read(&body)?)?;
    let label = label.ok_or_else(|| Fault::new("label", "is required"))?;
    let (made, plain) = secrets::make(&stage, caller.organization, label).await?;
    Ok(json(StatusCode::CREATED, &made.told(Some(&plain))))
}

async fn secret(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
) -> Answer {
    let found = secrets::find(&stage, caller.organization, &id).await?;
    let found = found.ok_or_else(|| Refusal::missing_secret(&id))?;
    Ok(json(StatusCode::OK, &found.told(None)))
}

async fn change_secret(
    State(stage): State<Stage>,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
    body: Bytes,
) -> Answer {
    let fields = Fields::read(&body)?;
    let change = secrets::Change {
        label: label(&fields)?,
        is_current: fields.switch("is_current")?.flatten(),
    };
    let found = secrets::find(&stage, caller.organization, &id).await?;
    let found = found.ok_or_else(|| Refusal::missing_secret(&id))?;
    let changed = secrets::change(&stage, caller.organization, (found, change)).await?;
    Ok(json(StatusCode::OK, &changed.told(None)))
}

fn label(fields: &Fields) -> Result<Option<String>, Fault> {
    let label = fields.text("label")?.flatten();
    match label {
        Some(label) if label.chars().count() > LONGEST_LABEL => Err(Fault::new(
            "label",
            format!("should have at most {LONGEST_LABEL} characters"),
        )),
        label => Ok(label),
    }
}

/// A run as it is told.
#[derive(Serialize)]
struct Told {
    id: String,
    status: &'static str,
    callback_url: Option<String>,
    output: Option<Box<RawValue>>,
    duration_ms: Option<u64>,
    created_at: String,
    completed_at: Option<String>,
    metadata: Option<Box<RawValue>>,
}

fn told(run: Run) -> Told {
    let raw = |json: Option<String>| json.and_then(|json| RawValue::from_string(json).ok());
    Told {
        id: run.id,
        status: run.status.as_str(),
        callback_url: run.callback_url,
        output: raw(run.output),
        duration_ms: run.duration_ms,
        created_at: zulu(run.created_at),
        completed_at: run.completed_at.map(zulu),
        metadata: raw(run.metadata),
    }
}
