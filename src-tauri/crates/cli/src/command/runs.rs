//! `hookwright runs`: the runs of `replay`, and what came of them.

use app::App;
use app::contract::runs::{
    ExportRun, LookAtRun, NamedRun, PageRunRows, PageRuns, RowsOrder, RowsShown, RunDetail,
    RunFormat, RunRow,
};
use clap::{Subcommand, ValueEnum};
use model::{Change, Run, RunId, RunState};
use serde_json::json;
use tokio::sync::mpsc;

use super::replay;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, Columns, fact_rows};
use crate::output::rows::failure_word;
use crate::output::text::{Colour, note};
use crate::session::with_app;

/// Rows that are read at once.
const PAGE: u32 = 500;

/// What is done with runs.
#[derive(Debug, Subcommand)]
pub enum RunsCommand {
    /// List runs, newest first.
    List {
        /// At most this many.
        #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
        limit: u32,
    },
    /// Show a run and its rows, regressed ones first.
    Show {
        /// Its id.
        run: RunId,
        /// Compare with this run instead of the last one of the same captures.
        #[arg(long, value_name = "RUN")]
        against: Option<RunId>,
        /// Which rows.
        #[arg(long, value_name = "ROWS", value_enum, default_value_t = Rows::All)]
        rows: Rows,
    },
    /// Go on with a run that was paused, was interrupted or has stopped.
    Resume {
        /// Its id.
        run: RunId,
    },
    /// Begin nothing more of a run; what is under way goes to its end.
    Pause {
        /// Its id.
        run: RunId,
    },
    /// End a run for good.
    Cancel {
        /// Its id.
        run: RunId,
    },
    /// Print a run's results: ids of captures and outcomes.
    Export {
        /// Its id.
        run: RunId,
        /// The form.
        #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Json)]
        format: Form,
    },
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// All that ended.
    All,
    /// Failed then, 2xx now.
    Fixed,
    /// 2xx then, fails now.
    Regressed,
    /// Not answered with 2xx.
    Failed,
    /// None.
    None,
}

/// Forms of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One document.
    Json,
    /// A line a row.
    Csv,
    /// A report.
    Markdown,
}

/// Runs the subcommand.
pub async fn run(command: RunsCommand, call: Call<'_>) -> Ended {
    let output = call.output;
    let act = async |app: &App| match command {
        RunsCommand::List { limit } => list(app, limit, output).await,
        RunsCommand::Show { run, against, rows } => {
            show(app, (LookAtRun { run, against }, rows), output).await
        }
        RunsCommand::Resume { run } => {
            let (attempts, heard) = mpsc::unbounded_channel();
            app::console::resume_telling(app, run, attempts).await?;
            replay::follow(app, run, heard, output).await
        }
        RunsCommand::Pause { run } => {
            told(&app::console::pause(app, NamedRun { run }).await?, output)
        }
        RunsCommand::Cancel { run } => {
            told(&app::console::cancel(app, NamedRun { run }).await?, output)
        }
        RunsCommand::Export { run, format } => export(app, (run, format), output).await,
    };
    with_app(call.globals, act).await
}

async fn list(app: &App, limit: u32, output: &mut Output) -> Ended {
    let runs = app::console::list(app, PageRuns { from: None, limit }).await?;
    if runs.is_empty() {
        note("No runs yet: `hookwright replay` makes one.");
    }
    output.list(&runs, |listed| cells(&listed.run))?;
    Ok(Outcome::Done)
}

fn told(run: &Run, output: &mut Output) -> Ended {
    output.list(std::slice::from_ref(run), cells)?;
    Ok(Outcome::Done)
}

fn cells(run: &Run) -> Vec<Cell> {
    vec![
        Cell::new(run.id.to_string()),
        Cell::new(state_word(run.state)).colour(state_colour(run.state)),
        Cell::new(format!("{} of {}", run.done, run.total)),
        Cell::new(format!("{} with 2xx", run.succeeded)),
        Cell::new(&run.chosen),
        Cell::new(format!("-> {}", run.plan.targets.join(", "))),
        Cell::new(run.started_at.to_string()).colour(Colour::Quiet),
    ]
}

const fn state_word(state: RunState) -> &'static str {
    match state {
        RunState::Running => "running",
        RunState::Paused => "paused",
        RunState::Finished => "finished",
        RunState::Cancelled => "cancelled",
        RunState::Stopped => "stopped",
        RunState::Interrupted => "interrupted",
    }
}

const fn state_colour(state: RunState) -> Colour {
    match state {
        RunState::Finished => Colour::Good,
        RunState::Running => Colour::Quiet,
        RunState::Paused | RunState::Interrupted => Colour::Doubtful,
        RunState::Cancelled | RunState::Stopped => Colour::Bad,
    }
}

async fn show(app: &App, (look, shown): (LookAtRun, Rows), output: &mut Output) -> Ended {
    let detail = app::console::detail(app, look).await?;
    if output.is_json() {
        output.row(&json!({ "detail": detail }))?;
    } else {
        output.table(&fact_rows(facts(&detail)))?;
    }
    let Some(show) = rows_shown(shown) else {
        return Ok(Outcome::Done);
    };
    let mut columns = Columns::default();
    let mut from = 0;
    loop {
        let page = PageRunRows {
            run: look.run,
            against: look.against,
            show,
            order: RowsOrder::RegressedFirst,
            from,
            limit: PAGE,
        };
        let rows = app::console::rows(app, page).await?;
        from += rows.len() as u64;
        for row in &rows {
            print(output, &mut columns, row)?;
        }
        if rows.len() < PAGE as usize {
            return Ok(Outcome::Done);
        }
    }
}

const fn rows_shown(rows: Rows) -> Option<RowsShown> {
    Some(match rows {
        Rows::All => RowsShown::All,
        Rows::Fixed => RowsShown::Fixed,
        Rows::Regressed => RowsShown::Regressed,
        Rows::Failed => RowsShown::Failed,
        Rows::None => return None,
    })
}

fn facts(detail: &RunDetail) -> Vec<(&'static str, String)> {
    let run = &detail.run;
    let mut facts = vec![
        ("run", format!("{} ({})", run.id, state_word(run.state))),
        ("captures", format!("{} ({})", run.captures, run.chosen)),
        ("to", run.plan.targets.join(", ")),
        (
            "sent",
            format!(
                "{} of {}, {} answered with 2xx",
                run.done, run.total, run.succeeded
            ),
        ),
    ];
    if run.exact > 0 {
        facts.push(("proved equal", run.exact.to_string()));
    }
    if let Some(rate) = detail.rate_per_second {
        facts.push(("rate", format!("{rate:.1} a second")));
    }
    if let (Some(p50), Some(p95), Some(p99)) = (
        detail.latency.p50_ms,
        detail.latency.p95_ms,
        detail.latency.p99_ms,
    ) {
        facts.push((
            "latency",
            format!("p50 {p50:.1} ms, p95 {p95:.1} ms, p99 {p99:.1} ms"),
        ));
    }
    if let Some(against) = &detail.against {
        let counts = format!(
            "{} fixed, {} regressed, {} same",
            detail.fixed, detail.regressed, detail.same
        );
        facts.push(("changes", format!("{counts} (against {})", against.run)));
    }
    facts.extend(
        run.problem
            .iter()
            .map(|problem| ("problem", problem.clone())),
    );
    facts
}

fn print(output: &mut Output, columns: &mut Columns, row: &RunRow) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(row);
    }
    let answer = match (row.now.status, row.now.failure) {
        (Some(status), _) => status.to_string(),
        (None, Some(kind)) => failure_word(kind).to_owned(),
        (None, None) => "no answer".to_owned(),
    };
    let cells = [
        row.change.map_or_else(|| Cell::new(""), change),
        Cell::new(row.capture.to_string()),
        Cell::new(row.event_type.as_deref().unwrap_or_default()),
        Cell::new(answer),
        Cell::new(format!("{:.1} ms", row.now.took_ms)),
        Cell::new(&row.answer_begins).colour(Colour::Quiet),
    ];
    let line = columns.line(&cells, output.has_colours());
    output.line(&line)
}

fn change(change: Change) -> Cell {
    match change {
        Change::Fixed => Cell::new("fixed").colour(Colour::Good),
        Change::Regressed => Cell::new("regressed").colour(Colour::Bad),
        Change::Same => Cell::new("same"),
        Change::New => Cell::new("new"),
    }
}

async fn export(app: &App, (run, form): (RunId, Form), output: &mut Output) -> Ended {
    let argument = ExportRun {
        run,
        against: None,
        format: match form {
            Form::Json => RunFormat::Json,
            Form::Csv => RunFormat::Csv,
            Form::Markdown => RunFormat::Markdown,
        },
    };
    let exported = app::console::export(app, argument).await?;
    output.line(exported.text.trim_end_matches('\n'))?;
    Ok(Outcome::Done)
}

/// What the tests of runs share.
#[cfg(test)]
pub mod samples {
    use model::{Pace, Run, RunId, RunOrder, RunPlan, RunState, Template, Timestamp};

    /// A run that has sent everything.
    pub fn run(total: u64, succeeded: u64) -> Run {
        let plan = RunPlan {
            targets: vec!["http://localhost:3000".into()],
            resign: false,
            template: Template::default(),
            order: RunOrder::AsGiven,
            pace: Pace::AsFastAsPossible,
            times: 1,
            concurrency: 1,
            stop_on_failure: false,
            timeout_ms: 1000,
            faults: None,
        };
        Run {
            id: RunId(1),
            plan,
            chosen: "3 captures".into(),
            captures: total,
            state: RunState::Finished,
            total,
            done: total,
            succeeded,
            exact: 0,
            problem: None,
            again_of: None,
            started_at: Timestamp(0),
            ended_at: Some(Timestamp(1)),
            elapsed_ms: 1,
        }
    }
}
