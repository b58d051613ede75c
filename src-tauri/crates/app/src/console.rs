//! The replay console: captures sent again together, as runs that are kept.

use model::Run;

use crate::App;
use crate::contract::CallError;
use crate::contract::runs::{
    AgainRun, ExportRun, ExportedRun, LookAtRun, NamedRun, PageRunRows, PageRuns, RunDetail,
    RunListed, RunPreview, RunRow, StartRun,
};

/// Starts a run.
///
/// # Errors
/// When nothing is chosen, or the plan cannot be carried out.
pub async fn start(_: &App, _: StartRun) -> Result<Run, CallError> {
    Err(CallError::new("runs cannot be started yet"))
}

/// Says what a run would send.
///
/// # Errors
/// When the filter cannot be read or the store fails.
pub async fn preview(_: &App, _: StartRun) -> Result<RunPreview, CallError> {
    Err(CallError::new("runs cannot be started yet"))
}

/// Runs, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(_: &App, _: PageRuns) -> Result<Vec<RunListed>, CallError> {
    Ok(Vec::new())
}

/// A run, how fast it goes and what came of it.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn detail(_: &App, argument: LookAtRun) -> Result<RunDetail, CallError> {
    Err(missing(argument.run))
}

/// See [`PageRunRows`].
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn rows(_: &App, argument: PageRunRows) -> Result<Vec<RunRow>, CallError> {
    Err(missing(argument.run))
}

/// Ends a run for good.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn cancel(_: &App, argument: NamedRun) -> Result<Run, CallError> {
    Err(missing(argument.run))
}

/// Lets what is under way end and begins nothing more.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn pause(_: &App, argument: NamedRun) -> Result<Run, CallError> {
    Err(missing(argument.run))
}

/// Goes on with the exchanges that have not been made.
///
/// # Errors
/// When there is no such run, or it has ended.
pub async fn resume(_: &App, argument: NamedRun) -> Result<Run, CallError> {
    Err(missing(argument.run))
}

/// Makes a run again, or only what failed in it.
///
/// # Errors
/// When there is no such run, or nothing failed.
pub async fn again(_: &App, argument: AgainRun) -> Result<Run, CallError> {
    Err(missing(argument.run))
}

/// A run's results as a file.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn export(_: &App, argument: ExportRun) -> Result<ExportedRun, CallError> {
    Err(missing(argument.run))
}

fn missing(run: model::RunId) -> CallError {
    CallError::with_code("not_found", format!("{run} does not exist"))
}
