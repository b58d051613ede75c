//! The replay console: captures sent again together, as runs that are kept.
//!
//! A run is stored with what it sends before anything is sent, so it outlives
//! the program; whoever goes on with it sends only what has no outcome yet.

mod chosen;
mod compared;
mod detail;
mod export;
mod latency;
mod memory;
mod preview;
mod rows;
mod underway;

#[cfg(test)]
mod tests;

use delivery::replay::{Ready, Wish};
use model::{Attempt, Run, RunId, RunState};
use store::{NewRun, RunExchange};
use tokio::sync::mpsc;

use crate::App;
use crate::contract::CallError;
use crate::contract::runs::{AgainRun, NamedRun, PageRuns, RunChanges, RunListed, StartRun};

pub use detail::detail;
pub use export::export;
pub use preview::preview;
pub use rows::rows;
pub(crate) use underway::Underway;

/// Most exchanges of one run.
const LONGEST_RUN: usize = 1_000_000;
/// Most runs of one page.
const LONGEST_PAGE: u32 = 200;

/// Starts a run.
///
/// # Errors
/// When nothing is chosen, or the plan cannot be carried out.
pub async fn start(app: &App, argument: StartRun) -> Result<Run, CallError> {
    start_and_tell(app, argument, None).await
}

/// Starts a run that tells of every attempt, once it is stored.
///
/// # Errors
/// As [`start`].
pub async fn start_telling(
    app: &App,
    argument: StartRun,
    attempts: mpsc::UnboundedSender<Attempt>,
) -> Result<Run, CallError> {
    start_and_tell(app, argument, Some(attempts)).await
}

async fn start_and_tell(
    app: &App,
    argument: StartRun,
    attempts: Option<mpsc::UnboundedSender<Attempt>>,
) -> Result<Run, CallError> {
    let ready = checked(&argument.plan)?;
    let selection = chosen::select(app, &argument.chosen, &argument.plan).await?;
    let run = NewRun {
        exchanges: chosen::exchanges(selection.captures, &argument.plan)?,
        plan: argument.plan,
        chosen: selection.words,
        again_of: selection.failures_of,
        carrier: app.runs().carrier(app.store()).await?,
    };
    let run = app.store().runs().create(run).await?;
    app.runs().go(app, (&run, ready), attempts);
    Ok(run)
}

fn checked(plan: &model::RunPlan) -> Result<Ready, CallError> {
    Ready::check(plan).map_err(|error| {
        let field = format!("plan.{}", error.field());
        CallError::from(error).at_field(&field)
    })
}

/// Runs, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, argument: PageRuns) -> Result<Vec<RunListed>, CallError> {
    app.runs().recover(app.store()).await?;
    let limit = argument.limit.clamp(1, LONGEST_PAGE);
    let runs = app.store().runs().page(argument.from, limit).await?;
    let mut listed = Vec::with_capacity(runs.len());
    for mut run in runs {
        app.runs().keep_time(&mut run.run);
        let changes = match run.run.state {
            RunState::Running => detail::changes(app, &run.run).await?,
            _ => run.changes.map(told),
        };
        let run = run.run;
        listed.push(RunListed { run, changes });
    }
    Ok(listed)
}

const fn told(changes: store::Changes) -> RunChanges {
    RunChanges {
        against: changes.against,
        fixed: changes.fixed,
        regressed: changes.regressed,
    }
}

/// One run as it is now.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn get(app: &App, run: RunId) -> Result<Run, CallError> {
    let found = app.store().runs().get(run).await?;
    let mut found = found.ok_or_else(|| missing(run))?;
    app.runs().keep_time(&mut found);
    Ok(found)
}

/// A run once this process does not carry it out any more.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn settled(app: &App, run: RunId) -> Result<Run, CallError> {
    app.runs().ended(run).await;
    get(app, run).await
}

fn missing(run: RunId) -> CallError {
    CallError::with_code("not_found", format!("{run} does not exist"))
}

/// Ends a run for good; what is under way is cut off and kept as cancelled.
///
/// # Errors
/// When there is no such run, or it has ended.
pub async fn cancel(app: &App, argument: NamedRun) -> Result<Run, CallError> {
    const GOES_ON: &[RunState] = &[RunState::Running, RunState::Paused, RunState::Interrupted];
    wish(
        app,
        argument.run,
        (GOES_ON, RunState::Cancelled),
        Wish::Cancel,
    )
    .await
}

/// Lets what is under way end and begins nothing more.
///
/// # Errors
/// When there is no such run, or it does not run.
pub async fn pause(app: &App, argument: NamedRun) -> Result<Run, CallError> {
    let running = &[RunState::Running];
    wish(app, argument.run, (running, RunState::Paused), Wish::Pause).await
}

async fn wish(
    app: &App,
    run: RunId,
    (from, to): (&'static [RunState], RunState),
    wish: Wish,
) -> Result<Run, CallError> {
    let was = get(app, run).await?;
    if !app.store().runs().move_on(run, from, to, None).await? {
        return Err(not_now(&was));
    }
    app.runs().wish(run, wish);
    get(app, run).await
}

fn not_now(run: &Run) -> CallError {
    let state = match run.state {
        RunState::Running => "is running",
        RunState::Paused => "is paused already",
        RunState::Finished => "has sent everything",
        RunState::Cancelled => "was cancelled",
        RunState::Stopped => "has stopped",
        RunState::Interrupted => "was interrupted",
    };
    CallError::with_code("run_state", format!("{} {state}", run.id))
}

/// Goes on with the exchanges that have no outcome yet.
///
/// # Errors
/// When there is no such run, or nothing is left of it to go on with.
pub async fn resume(app: &App, argument: NamedRun) -> Result<Run, CallError> {
    resume_and_tell(app, argument.run, None).await
}

/// Goes on with a run and tells of every attempt, once it is stored.
///
/// # Errors
/// As [`resume`].
pub async fn resume_telling(
    app: &App,
    run: RunId,
    attempts: mpsc::UnboundedSender<Attempt>,
) -> Result<Run, CallError> {
    resume_and_tell(app, run, Some(attempts)).await
}

async fn resume_and_tell(
    app: &App,
    run: RunId,
    attempts: Option<mpsc::UnboundedSender<Attempt>>,
) -> Result<Run, CallError> {
    const CAN_GO_ON: &[RunState] = &[RunState::Paused, RunState::Interrupted, RunState::Stopped];
    app.runs().recover(app.store()).await?;
    let was = get(app, run).await?;
    let ready = checked(&was.plan)?;
    // What a pause left under way has its outcome before it is asked what has none.
    app.runs().ended(run).await;
    let carrier = Some(app.runs().carrier(app.store()).await?);
    let runs = app.store().runs();
    if !runs
        .move_on(run, CAN_GO_ON, RunState::Running, carrier)
        .await?
    {
        return Err(not_now(&was));
    }
    let run = get(app, run).await?;
    app.runs().go(app, (&run, ready), attempts);
    Ok(run)
}

/// Makes a run again, or only what failed in it.
///
/// # Errors
/// When there is no such run, or nothing failed.
pub async fn again(app: &App, argument: AgainRun) -> Result<Run, CallError> {
    again_and_tell(app, argument, None).await
}

/// As [`again`], and tells of every attempt, once it is stored.
///
/// # Errors
/// As [`again`].
pub async fn again_telling(
    app: &App,
    argument: AgainRun,
    attempts: mpsc::UnboundedSender<Attempt>,
) -> Result<Run, CallError> {
    again_and_tell(app, argument, Some(attempts)).await
}

async fn again_and_tell(
    app: &App,
    argument: AgainRun,
    attempts: Option<mpsc::UnboundedSender<Attempt>>,
) -> Result<Run, CallError> {
    let was = get(app, argument.run).await?;
    let ready = checked(&was.plan)?;
    let run = NewRun {
        exchanges: exchanges_again(app, argument).await?,
        again_of: argument.failures.then_some(was.id),
        chosen: if argument.failures {
            chosen::failures_of(was.id)
        } else {
            was.chosen
        },
        plan: was.plan,
        carrier: app.runs().carrier(app.store()).await?,
    };
    let run = app.store().runs().create(run).await?;
    app.runs().go(app, (&run, ready), attempts);
    Ok(run)
}

async fn exchanges_again(app: &App, argument: AgainRun) -> Result<Vec<RunExchange>, CallError> {
    let runs = app.store().runs();
    if !argument.failures {
        return Ok(runs.exchanges(argument.run).await?);
    }
    let failed = runs.failed(argument.run).await?;
    if failed.is_empty() {
        return Err(chosen::nothing_failed(argument.run));
    }
    Ok(failed)
}
