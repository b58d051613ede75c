//! A run's page: how far it is, how fast it goes, how it compares.

use model::{Pace, Run, RunState};

use super::compared::compared;
use super::get;
use crate::App;
use crate::contract::CallError;
use crate::contract::runs::{ComparedRun, LookAtRun, RunChanges, RunDetail};

/// Earlier runs that are offered.
const COMPARABLE: u32 = 20;

/// A run, how fast it goes and what came of it.
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn detail(app: &App, argument: LookAtRun) -> Result<RunDetail, CallError> {
    let mut run = get(app, argument.run).await?;
    if run.state == RunState::Running {
        app.runs().recover(app.store()).await?;
        run = get(app, argument.run).await?;
    }
    let comparable = app.store().runs().comparable(run.id, COMPARABLE).await?;
    let previous = comparable.first().map(|run| run.id);
    let against = beside(app, argument, &comparable).await?;
    let compared = compared(app, &run, against.as_ref()).await?;
    let compared = (*compared).clone();
    Ok(RunDetail {
        rate_per_second: rate(&run),
        left_ms: left_ms(&run),
        previous,
        against: against.as_ref().map(told),
        comparable: comparable.iter().map(told).collect(),
        fixed: compared.fixed,
        regressed: compared.regressed,
        same: compared.same,
        new: compared.new,
        failed: compared.failed,
        latency: compared.latency,
        answers: compared.answers,
        run,
    })
}

/// What a run that is under way has changed until now.
pub(super) async fn changes(app: &App, run: &Run) -> Result<Option<RunChanges>, CallError> {
    let Some(before) = app.store().runs().comparable(run.id, 1).await?.pop() else {
        return Ok(None);
    };
    let compared = compared(app, run, Some(&before)).await?;
    Ok(Some(RunChanges {
        against: before.id,
        fixed: compared.fixed,
        regressed: compared.regressed,
    }))
}

/// The run that was asked for beside it, else the last one of the same set.
async fn beside(
    app: &App,
    argument: LookAtRun,
    comparable: &[Run],
) -> Result<Option<Run>, CallError> {
    match argument.against {
        None => Ok(comparable.first().cloned()),
        Some(wanted) => get(app, wanted).await.map(Some),
    }
}

/// As [`beside`], where only its id is needed.
pub(super) async fn against(app: &App, argument: LookAtRun) -> Result<Option<Run>, CallError> {
    let comparable = app.store().runs().comparable(argument.run, 1).await?;
    beside(app, argument, &comparable).await
}

fn told(run: &Run) -> ComparedRun {
    ComparedRun {
        run: run.id,
        started_at: run.started_at,
        done: run.done,
        total: run.total,
    }
}

fn rate(run: &Run) -> Option<f64> {
    let has_rate = run.done > 0 && run.elapsed_ms > 0;
    has_rate.then(|| run.done as f64 * 1000.0 / run.elapsed_ms as f64)
}

/// As long as the rest takes at the rate until now.
fn left_ms(run: &Run) -> Option<u64> {
    if run.state != RunState::Running {
        return None;
    }
    let measured = rate(run)?;
    let rate = match run.plan.pace {
        Pace::Rate { per_second } => measured.min(per_second),
        Pace::AsFastAsPossible | Pace::Original { .. } => measured,
    };
    let left = run.total.saturating_sub(run.done) as f64 * 1000.0 / rate;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time beyond all limits is the longest there is"
    )]
    Some(left as u64)
}
