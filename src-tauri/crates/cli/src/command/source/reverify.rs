//! `source reverify`: every capture of a source is checked again, as the source is set now.

use std::time::{Duration, Instant};

use app::App;
use app::contract::sources::{Reverification, ReverifySource};
use clap::Args;
use model::{SourceId, Verdict};
use serde::Serialize;
use tokio::sync::watch::Receiver;

use super::find::named;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::text::note;
use crate::session::with_app;
use crate::stop::Stop;

const EXAMPLES: &str = "\
Examples:
  After the right secret was added, give every capture its new verdict
    hookwright source edit stripe --secret-env STRIPE_SECRET
    hookwright source reverify stripe";

/// How often progress is told.
const PACE: Duration = Duration::from_millis(500);

/// Arguments of `source reverify`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReverifyArguments {
    /// Name of the source.
    name: String,
}

/// Checks again, and tells how far it is until it has ended.
pub async fn run(arguments: ReverifyArguments, call: Call<'_>) -> Ended {
    let reverify = async |app: &App| {
        let source = named(app, &arguments.name).await?.source.id;
        let mut teller = Teller {
            name: &arguments.name,
            output: call.output,
            last: Instant::now(),
        };
        app::reverification::start(app, ReverifySource { source }).await?;
        let ended = follow(app, source, &mut teller).await?;
        teller.end(&ended)
    };
    with_app(call.globals, reverify).await
}

/// Tells each step until the last; a signal ends it early.
async fn follow(
    app: &App,
    source: SourceId,
    teller: &mut Teller<'_>,
) -> Result<Reverification, Failure> {
    let gone = || Failure::broken("the check of this source was lost");
    let mut heard: Receiver<Reverification> =
        app::reverification::watch(app, source).ok_or_else(gone)?;
    let mut stop = Stop::install()?;
    loop {
        let progress = heard.borrow_and_update().clone();
        if progress.finished {
            return Ok(progress);
        }
        teller.step(&progress)?;
        tokio::select! {
            changed = heard.changed() => changed.map_err(|_| gone())?,
            () = stop.wait() => {
                app::reverification::cancel(app, ReverifySource { source }).await?;
            }
        }
    }
}

/// How far it is, as a JSON line.
#[derive(Serialize)]
struct ProgressRow<'a> {
    source: &'a str,
    total: u64,
    done: u64,
    changed: u64,
    verified: u64,
    rejected: u64,
    unsigned: u64,
    not_checked: u64,
    finished: bool,
    cancelled: bool,
}

impl<'a> ProgressRow<'a> {
    fn new(source: &'a str, progress: &Reverification) -> Self {
        Self {
            source,
            total: progress.total,
            done: progress.done,
            changed: progress.changed,
            verified: of(progress, Verdict::Verified),
            rejected: of(progress, Verdict::Rejected),
            unsigned: of(progress, Verdict::Unsigned),
            not_checked: of(progress, Verdict::NotChecked),
            finished: progress.finished,
            cancelled: progress.cancelled,
        }
    }
}

fn of(progress: &Reverification, verdict: Verdict) -> u64 {
    let mut counts = progress.by_verdict.iter();
    let found = counts.find(|(other, _)| *other == verdict);
    found.map_or(0, |(_, count)| *count)
}

/// Tells progress at a pace that can be read.
struct Teller<'a> {
    name: &'a str,
    output: &'a mut Output,
    last: Instant,
}

impl Teller<'_> {
    fn step(&mut self, progress: &Reverification) -> Result<(), Failure> {
        if self.last.elapsed() < PACE {
            return Ok(());
        }
        self.last = Instant::now();
        note(&format!(
            "{} of {} checked, {} changed",
            progress.done, progress.total, progress.changed
        ));
        if self.output.is_json() {
            self.output.row(&ProgressRow::new(self.name, progress))?;
            self.output.flush()?;
        }
        Ok(())
    }

    fn end(&mut self, progress: &Reverification) -> Ended {
        match self.output.is_json() {
            true => self.output.row(&ProgressRow::new(self.name, progress))?,
            false => self.output.line(&sentence(progress))?,
        }
        match &progress.problem {
            Some(problem) => Err(Failure::broken(problem)),
            None => Ok(Outcome::from_answer(!progress.cancelled)),
        }
    }
}

fn sentence(progress: &Reverification) -> String {
    let counts: Vec<String> = progress
        .by_verdict
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", verdict.as_str().replace('_', " ")))
        .collect();
    let verdicts = match counts.is_empty() {
        true => String::new(),
        false => format!(": {}", counts.join(", ")),
    };
    format!(
        "{} of {} captures checked, {} changed{verdicts}",
        progress.done, progress.total, progress.changed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_is_one_sentence_with_the_verdicts_there_are() {
        let mut progress = Reverification {
            total: 3,
            done: 3,
            changed: 2,
            by_verdict: vec![
                (Verdict::Verified, 2),
                (Verdict::Rejected, 0),
                (Verdict::NotChecked, 1),
            ],
            finished: true,
            ..Reverification::default()
        };
        assert_eq!(
            sentence(&progress),
            "3 of 3 captures checked, 2 changed: 2 verified, 1 not checked"
        );
        let row = serde_json::to_value(ProgressRow::new("a", &progress)).unwrap();
        assert_eq!(
            (row["verified"].as_u64(), row["rejected"].as_u64()),
            (Some(2), Some(0))
        );
        progress.by_verdict.clear();
        assert_eq!(sentence(&progress), "3 of 3 captures checked, 2 changed");
    }
}
