//! `hookwright schedules`: when deliveries are tried again, as providers publish it.

use app::App;
use app::contract::Nothing;
use app::contract::endpoints::{ReadSchedule, ScheduleView};
use clap::{Args, Subcommand};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::columns::{Cell, fact_rows};
use crate::output::text::Colour;
use crate::output::{Output, words};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright schedules show svix
  hookwright schedules show '5s, 1m, 10m'
  hookwright schedules show '2s x2 up to 1h, 8 times'";

/// Arguments of `schedules`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchedulesArguments {
    #[command(subcommand)]
    command: Option<SchedulesCommand>,
}

#[derive(Debug, Subcommand)]
enum SchedulesCommand {
    /// List the schedules that providers publish (what `schedules` alone does).
    List,
    /// Show a schedule as a timeline: a published one, or waits of your own.
    Show {
        /// Its name, or waits such as '5s, 1m, 10m'.
        #[arg(value_name = "NAME|WAITS")]
        text: String,
    },
}

/// Runs one of them.
pub async fn run(arguments: SchedulesArguments, call: Call<'_>) -> Ended {
    let answer = async |app: &App| {
        match arguments.command {
            None | Some(SchedulesCommand::List) => list(app, call.output).await?,
            Some(SchedulesCommand::Show { text }) => show(app, text, call.output).await?,
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, answer).await
}

async fn list(app: &App, output: &mut Output) -> Result<(), Failure> {
    let schedules = app::schedules::list(app, Nothing {}).await?;
    output.list(&schedules, cells)
}

fn cells(schedule: &ScheduleView) -> Vec<Cell> {
    let attempts = schedule.at_ms.len();
    let last = schedule.at_ms.last().copied().unwrap_or_default();
    let span = match attempts {
        1 => "once".to_owned(),
        _ => format!("{attempts} attempts in {}", words::wait(last / 1e3)),
    };
    vec![
        Cell::new(&schedule.name),
        Cell::new(&schedule.provider),
        Cell::new(span),
        Cell::new(trust_words(&schedule.trust)).colour(Colour::Quiet),
    ]
}

/// Where the figures were read.
fn trust_words(trust: &str) -> &'static str {
    match trust {
        "source" => "read in its code",
        "documents" => "documented",
        "spread" => "only the span is documented",
        _ => "your own",
    }
}

async fn show(app: &App, text: String, output: &mut Output) -> Result<(), Failure> {
    let schedule = app::schedules::read(app, ReadSchedule { text }).await?;
    if output.is_json() {
        return output.row(&schedule);
    }
    output.table(&fact_rows(facts(&schedule)))?;
    output.line("")?;
    output.table(&timeline(&schedule))
}

fn facts(schedule: &ScheduleView) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("name", schedule.name.clone()),
        ("provider", schedule.provider.clone()),
        ("figures", trust_words(&schedule.trust).to_owned()),
        ("delivered by", schedule.delivered_by.clone()),
        ("tried again", schedule.retried.clone()),
        ("timeout", words::wait(schedule.timeout_ms / 1e3)),
        ("Retry-After", schedule.retry_after.clone()),
    ];
    facts.extend(schedule.jitter.clone().map(|jitter| ("jitter", jitter)));
    let least = schedule.least_when_throttled_ms / 1e3;
    facts.extend((least > 0.0).then(|| {
        (
            "throttled",
            format!("at least {} after a timeout or a 429", words::wait(least)),
        )
    }));
    facts.extend(
        schedule
            .disables_after
            .clone()
            .map(|after| ("disables", after)),
    );
    facts.extend((!schedule.notes.is_empty()).then(|| ("notes", schedule.notes.clone())));
    facts
}

/// A line an attempt: its number, when it is made, and the wait before it.
fn timeline(schedule: &ScheduleView) -> Vec<Vec<Cell>> {
    let waits = std::iter::once(None).chain(schedule.waits_ms.iter().map(Some));
    let attempts = schedule.at_ms.iter().zip(waits).zip(1..);
    let line = |((at, wait), number): ((&f64, Option<&f64>), u32)| {
        let after = wait.map_or("at once".to_owned(), |wait| {
            format!("after {}", words::wait(wait / 1e3))
        });
        vec![
            Cell::new(number.to_string()),
            Cell::new(after),
            Cell::new(format!("+{}", words::wait(at / 1e3))).colour(Colour::Quiet),
        ]
    };
    attempts.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::columns::Columns;

    fn sample() -> ScheduleView {
        ScheduleView {
            name: "5s, 5m".to_owned(),
            provider: "Own".to_owned(),
            trust: "own".to_owned(),
            waits_ms: vec![5_000.0, 300_000.0],
            at_ms: vec![0.0, 5_000.0, 305_000.0],
            jitter: None,
            timeout_ms: 20_000.0,
            delivered_by: "any 2xx".to_owned(),
            retried: "every failure".to_owned(),
            retry_after: "honoured, up to a day".to_owned(),
            least_when_throttled_ms: 0.0,
            disables_after: None,
            notes: String::new(),
        }
    }

    #[test]
    fn a_timeline_counts_attempts_and_the_waits_between_them() {
        let lines = Columns::table(&timeline(&sample()), false);
        assert_eq!(
            lines,
            [
                "1  at once      +0 s",
                "2  after 5 s    +5 s",
                "3  after 5 min  +5 min 5 s"
            ]
        );
    }

    #[test]
    fn a_list_says_how_often_and_how_long() {
        let lines = Columns::table(&[cells(&sample())], false);
        assert_eq!(lines, ["5s, 5m  Own  3 attempts in 5 min 5 s  your own"]);
    }
}
