//! The rows of a run, as its page and its file show them.

use model::{Capture, Run};
use store::{Ending, RowOrder, RowsWanted, RunRecord, Shown};

use super::detail::against;
use super::get;
use crate::App;
use crate::contract::CallError;
use crate::contract::runs::{LookAtRun, PageRunRows, RowOutcome, RowsOrder, RowsShown, RunRow};

/// Most rows of one page.
const LONGEST_PAGE: u32 = 500;

/// See [`PageRunRows`].
///
/// # Errors
/// When there is no such run or the store fails.
pub async fn rows(app: &App, argument: PageRunRows) -> Result<Vec<RunRow>, CallError> {
    let run = get(app, argument.run).await?;
    let look = LookAtRun {
        run: argument.run,
        against: argument.against,
    };
    let against = against(app, look).await?;
    let wanted = RowsWanted {
        run: run.id,
        against: against.as_ref().map(|run| run.id),
        show: match argument.show {
            RowsShown::All => Shown::All,
            RowsShown::Fixed => Shown::Fixed,
            RowsShown::Regressed => Shown::Regressed,
            RowsShown::Failed => Shown::Failed,
        },
        order: match argument.order {
            RowsOrder::RegressedFirst => RowOrder::RegressedFirst,
            RowsOrder::AsSent => RowOrder::AsSent,
        },
        from: argument.from,
        limit: argument.limit.clamp(1, LONGEST_PAGE),
    };
    if !wanted.is_ranked() {
        return read(app, &run, wanted).await;
    }
    let runs = app.store().runs();
    let find = runs.ranked(run.id, wanted.against, wanted.show);
    let pair = (&run, against.as_ref());
    let ranked = app.runs().ranked.of(pair, wanted.show, find).await?;
    let page = wanted.page_of(&ranked);
    let records = runs.rows_at(run.id, wanted.against, page).await?;
    Ok(shown(records, &run, wanted.against.is_some()))
}

/// Rows as they are shown.
pub(super) async fn read(
    app: &App,
    run: &Run,
    wanted: RowsWanted,
) -> Result<Vec<RunRow>, CallError> {
    let records = app.store().runs().rows(wanted).await?;
    Ok(shown(records, run, wanted.against.is_some()))
}

fn shown(records: Vec<RunRecord>, run: &Run, is_compared: bool) -> Vec<RunRow> {
    let records = records.into_iter();
    records
        .map(|record| row(record, run, is_compared))
        .collect()
}

fn row(record: RunRecord, run: &Run, is_compared: bool) -> RunRow {
    let change = record.now.change_since(record.then.as_ref());
    let target = run.plan.targets.get(usize::from(record.exchange.target));
    let captured = record.captured.as_ref();
    RunRow {
        position: record.position,
        capture: record.exchange.capture,
        source: captured.map(|capture| capture.source.clone()),
        event_type: captured.and_then(|capture| capture.event_type.clone()),
        label: captured.map(label),
        target: target.cloned().unwrap_or_default(),
        then: record.then.as_ref().map(outcome),
        now: outcome(&record.now),
        change: is_compared.then_some(change),
        answer_begins: record.now.begins,
        exact: record.exact,
    }
}

/// What tells a capture from others.
fn label(capture: &Capture) -> String {
    let path = || {
        capture
            .target
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    capture.event_id.clone().unwrap_or_else(path)
}

fn outcome(ending: &Ending) -> RowOutcome {
    RowOutcome {
        attempt: ending.attempt,
        status: ending.status,
        failure: ending.failure,
        took_ms: f64::from(ending.took_micros) / 1000.0,
    }
}
