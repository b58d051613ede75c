//! `hookwright replay`: captures sent again, a row an attempt.

use std::path::PathBuf;

use app::App;
use app::contract::captures::OneCapture;
use app::contract::replay::{OneRun, ReplayEdit, ReplayRun, StartReplay};
use clap::Args;
use model::{Attempt, CaptureId, Header};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use super::captures;
use crate::arguments::values;
use crate::call::Call;
use crate::input;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, Columns};
use crate::output::rows::{self, AttemptRow};
use crate::output::text::note;
use crate::session::with_app;
use crate::stop::Stop;

const EXAMPLES: &str = "\
Examples:
  hookwright replay cap_42 --to http://localhost:3000/webhooks
  hookwright replay cap_42 --to http://localhost:3000 --resign --header 'X-Debug: 1'
  hookwright replay --filter 'source:stripe verdict:rejected' --to http://localhost:3000 --times 10 --concurrency 4

Secrets are those of the captures' sources: `hookwright source add NAME --scheme ID --secret-env VAR`
(or --secret-file FILE) makes one.";

/// Arguments of `replay`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReplayArguments {
    /// Ids of the captures, sent in this order.
    #[arg(
        value_name = "ID",
        required_unless_present = "filter",
        conflicts_with = "filter"
    )]
    ids: Vec<CaptureId>,

    /// All captures that match, oldest first.
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,

    /// URL to send to; one with a path replaces the capture's path.
    #[arg(long, value_name = "URL")]
    to: String,

    /// Send the bytes as they came (what happens unless --resign is given).
    #[arg(long, conflicts_with_all = ["resign", "method", "header", "body"])]
    exact: bool,

    /// Sign afresh: a new timestamp, and a new id where the scheme has one.
    #[arg(long)]
    resign: bool,

    /// How often each capture is sent.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,

    /// How many are under way at once.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=256))]
    concurrency: u32,

    /// Seconds until an attempt counts as unanswered.
    #[arg(long, value_name = "S", default_value_t = 30.0, value_parser = seconds)]
    timeout: f64,

    /// Another method; for a single capture.
    #[arg(long, value_name = "M")]
    method: Option<String>,

    /// A header field to set; for a single capture.
    #[arg(long, value_name = "NAME: VALUE", value_parser = values::header)]
    header: Vec<Header>,

    /// File with another body, - for stdin; for a single capture.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: Option<f64> = text
        .parse()
        .ok()
        .filter(|seconds| (0.001..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "give seconds from 0.001 to 3600".to_owned())
}

/// Sends, and prints each attempt as it ends.
pub async fn run(arguments: ReplayArguments, call: Call<'_>) -> Ended {
    let replay = async |app: &App| {
        let captures = arguments.captures(app).await?;
        if captures.is_empty() {
            note("No capture matches: nothing was sent.");
            return Ok(Outcome::No);
        }
        let start = arguments.plan(app, captures).await?;
        let (attempts, heard) = mpsc::unbounded_channel();
        let run = app::replay::start_telling(app, start, attempts).await?;
        follow(app, run.run, heard, call.output).await
    };
    with_app(call.globals, replay).await
}

impl ReplayArguments {
    async fn captures(&self, app: &App) -> Result<Vec<CaptureId>, Failure> {
        let Some(filter) = &self.filter else {
            return self.known(app).await;
        };
        let mut ids = Vec::new();
        let take = |capture: model::Capture| {
            ids.push(capture.id);
            Ok(())
        };
        captures::each(app, filter, u64::MAX, take).await?;
        ids.reverse();
        Ok(ids)
    }

    /// The ids given, at least one of which there is: the run tells of those that are gone.
    async fn known(&self, app: &App) -> Result<Vec<CaptureId>, Failure> {
        let mut missing = None;
        for &id in &self.ids {
            match app::captures::detail(app, OneCapture { id }).await {
                Ok(_) => return Ok(self.ids.clone()),
                Err(error) => missing = missing.or(Some(error)),
            }
        }
        missing.map_or(Ok(Vec::new()), |error| Err(error.into()))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the seconds were checked to be from 0.001 to 3600"
    )]
    async fn plan(&self, app: &App, captures: Vec<CaptureId>) -> Result<StartReplay, Failure> {
        Ok(StartReplay {
            target: self.to.clone(),
            resign: self.resign,
            edit: self.edit(app, &captures).await?,
            captures,
            times: self.times,
            concurrency: self.concurrency,
            timeout_ms: (self.timeout * 1000.0) as u64,
        })
    }

    async fn edit(&self, app: &App, captures: &[CaptureId]) -> Result<Option<ReplayEdit>, Failure> {
        if self.method.is_none() && self.header.is_empty() && self.body.is_none() {
            return Ok(None);
        }
        let [id] = captures else {
            let message = "--method, --header and --body change a single capture: name one";
            return Err(Failure::usage(message));
        };
        let mut edit = ReplayEdit {
            method: self.method.clone(),
            ..ReplayEdit::default()
        };
        if !self.header.is_empty() {
            let mut headers = app::captures::detail(app, OneCapture { id: *id })
                .await?
                .headers;
            for header in &self.header {
                headers.set(&header.name, header.value.clone());
            }
            edit.headers = Some(headers);
        }
        edit.body = self.body.as_deref().map(input::read_text).transpose()?;
        Ok(Some(edit))
    }
}

/// Prints until the run ends; a signal ends it early.
async fn follow(
    app: &App,
    run: u32,
    mut attempts: UnboundedReceiver<Attempt>,
    output: &mut Output,
) -> Ended {
    let mut stop = Stop::install()?;
    let mut columns = Columns::default();
    loop {
        let attempt = tokio::select! {
            attempt = attempts.recv() => attempt,
            () = stop.wait() => {
                app::replay::cancel(app, OneRun { run }).await?;
                continue;
            }
        };
        let Some(attempt) = attempt else { break };
        print(output, &mut columns, &attempt)?;
        output.flush()?;
    }
    judge(&app::replay::run(app, OneRun { run }).await?, output)
}

fn print(output: &mut Output, columns: &mut Columns, attempt: &Attempt) -> Result<(), Failure> {
    if output.is_json() {
        return output.row(&AttemptRow::new(attempt));
    }
    let capture = attempt.capture.map(|id| id.to_string()).unwrap_or_default();
    let exact = match attempt.exact {
        Some(true) => "bytes equal",
        Some(false) => "bytes differ",
        None => "",
    };
    let cells = [
        Cell::new(attempt.id.to_string()),
        Cell::new(capture),
        rows::arrow(attempt),
        Cell::new(exact),
    ];
    let line = columns.line(&cells, output.has_colours());
    output.line(&line)
}

/// Everything answered with 2xx is a yes.
fn judge(run: &ReplayRun, output: &Output) -> Ended {
    if let Some(problem) = &run.problem {
        note(problem);
    }
    if run.total > 1 && !output.is_json() {
        note(&format!(
            "{} of {} answered with 2xx.",
            run.succeeded, run.total
        ));
    }
    Ok(Outcome::from_answer(run.succeeded == run.total))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(total: u64, succeeded: u64) -> ReplayRun {
        ReplayRun {
            run: 1,
            total,
            done: total,
            succeeded,
            finished: true,
            cancelled: false,
            elapsed_ms: 1,
            last: None,
            problem: None,
        }
    }

    #[test]
    fn one_attempt_without_2xx_makes_the_answer_no() {
        let output = Output::new(true);
        assert_eq!(judge(&run(3, 3), &output), Ok(Outcome::Done));
        assert_eq!(judge(&run(3, 2), &output), Ok(Outcome::No));
    }

    #[test]
    fn a_timeout_is_a_time_one_can_wait() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for bad in ["0", "-1", "4000", "NaN", "x"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }
}
