//! Which runs there are, what is known of one, and the end of one that is under way.

use http::StatusCode;
use serde_json::Value;

use super::call::{Call, Line};
use super::listing::{Listing, row};
use super::server::Emulation;
use crate::fastapi::Refusal;
use crate::skyvern::records::{self, Kept};
use crate::skyvern::run::{Run, RunType, Status};
use crate::skyvern::{automatic, payload};
use crate::stage::Stage;

/// Most runs that are looked through for a list: a hundred pages of a hundred.
const MOST: u32 = 10_000;

/// The list of runs that a call asks for.
///
/// # Errors
/// When nobody calls, or the query is faulty.
pub async fn list(emulation: &Emulation, call: &Call) -> Result<Vec<Value>, Refusal> {
    let line = call.taken(&emulation.stage).await?;
    let listing = Listing::read(call)?;
    let store = emulation.stage.store();
    let kept = records::list(store, Some(line.caller.organization), MOST).await?;
    let page = listing.page(kept.iter().map(|kept| &kept.run));
    Ok(page.into_iter().map(row).collect())
}

/// What is known of a run, as JSON.
///
/// # Errors
/// When nobody calls, or they have no such run.
pub async fn get(emulation: &Emulation, call: &Call) -> Result<String, Refusal> {
    let line = call.taken(&emulation.stage).await?;
    let found = own(&emulation.stage, &line, &call.run_id).await?;
    let not_found = || not_found(format!("Task run not found {}", call.run_id));
    let run = automatic::told(&emulation.stage, found.ok_or_else(not_found)?).await?;
    payload::told(&run, line.hosting).map_err(|error| Refusal::broken(&error))
}

/// Ends a run, whose webhook then goes out.
///
/// # Errors
/// When nobody calls, they have no such run, or it is a task that has ended.
pub async fn cancel(emulation: &Emulation, call: &Call) -> Result<(), Refusal> {
    let line = call.taken(&emulation.stage).await?;
    let found = own(&emulation.stage, &line, &call.run_id).await?;
    let not_found = || not_found(format!("Run not found {}", call.run_id));
    let run = found.ok_or_else(not_found)?.run;
    if run.status.is_final() {
        return refuse_to_end(&run);
    }
    let now = emulation.stage.now();
    let ended = Run {
        status: Status::Canceled,
        modified_at: now,
        finished_at: Some(now),
        ..run
    };
    records::store_run(emulation.stage.store(), &ended).await?;
    let whose = (&ended, &line.caller);
    Ok(automatic::send(&emulation.stage, whose, line.hosting).await?)
}

/// A task says that it has ended; all else stays as it is without a word.
fn refuse_to_end(run: &Run) -> Result<(), Refusal> {
    let (id, status) = (&run.run_id, run.status.as_str());
    if matches!(run.run_type, RunType::TaskV2 | RunType::WorkflowRun) {
        return Ok(());
    }
    let detail = match run.status {
        Status::Canceled => format!(
            "Invalid task status transition to canceled for {id} because task is already canceled"
        ),
        _ => format!("Invalid task status transition from {status} to canceled for {id}"),
    };
    Err(Refusal::detail(StatusCode::BAD_REQUEST, detail))
}

/// A run of the caller's organization.
///
/// # Errors
/// When the store fails.
pub async fn own(stage: &Stage, line: &Line, run_id: &str) -> Result<Option<Kept>, Refusal> {
    let found = records::get(stage.store(), run_id).await?;
    Ok(found.filter(|kept| kept.organization == line.caller.organization))
}

/// 404 with these words.
pub fn not_found(detail: String) -> Refusal {
    Refusal::detail(StatusCode::NOT_FOUND, detail)
}
