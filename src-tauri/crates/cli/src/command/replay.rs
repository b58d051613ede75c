//! `hookwright replay`: captures sent again, a row an attempt.

mod arguments;

use app::App;
use app::contract::CallError;
use app::contract::runs::NamedRun;
use model::{Attempt, Run, RunId, RunState};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use arguments::Asked;
pub use arguments::ReplayArguments;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::{Cell, Columns};
use crate::output::rows::{self, AttemptRow};
use crate::output::text::note;
use crate::session::with_app;
use crate::stop::Stop;

/// Sends, and prints each attempt as it ends.
pub async fn run(arguments: ReplayArguments, call: Call<'_>) -> Ended {
    let asked = arguments.asked()?;
    let replay = async |app: &App| {
        let (attempts, heard) = mpsc::unbounded_channel();
        match start(app, asked, attempts).await {
            Ok(run) => follow(app, run.id, heard, call.output).await,
            Err(error) if error.code == "nothing_chosen" => {
                note(&format!(
                    "{}: nothing was sent.",
                    first_half(&error.message)
                ));
                Ok(Outcome::No)
            }
            Err(error) => Err(error.into()),
        }
    };
    with_app(call.globals, replay).await
}

async fn start(
    app: &App,
    asked: Asked,
    attempts: UnboundedSender<Attempt>,
) -> Result<Run, CallError> {
    match asked {
        Asked::Start(start) => app::console::start_telling(app, *start, attempts).await,
        Asked::Again(again) => app::console::again_telling(app, again, attempts).await,
    }
}

/// What was not found, with a capital at its beginning.
fn first_half(message: &str) -> String {
    let half = message.split(',').next().unwrap_or_default();
    let mut letters = half.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Prints until the run ends; a signal ends it early.
pub async fn follow(
    app: &App,
    run: RunId,
    mut attempts: UnboundedReceiver<Attempt>,
    output: &mut Output,
) -> Ended {
    let mut stop = Stop::install()?;
    let mut columns = Columns::default();
    loop {
        let attempt = tokio::select! {
            attempt = attempts.recv() => attempt,
            () = stop.wait() => {
                // One that has ended meanwhile needs no end.
                app::console::cancel(app, NamedRun { run }).await.ok();
                continue;
            }
        };
        let Some(attempt) = attempt else { break };
        print(output, &mut columns, &attempt)?;
        if attempts.is_empty() {
            output.flush()?;
        }
    }
    judge(&app::console::settled(app, run).await?, output)
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
fn judge(run: &Run, output: &Output) -> Ended {
    if let Some(problem) = &run.problem {
        note(problem);
    }
    if run.total > 1 && !output.is_json() {
        note(&summary(run));
    }
    Ok(Outcome::from_answer(run.succeeded == run.total))
}

fn summary(run: &Run) -> String {
    let mut words = format!("{} of {} answered with 2xx.", run.succeeded, run.total);
    let unsent = run.total - run.done.min(run.total);
    if run.state == RunState::Finished && unsent > 0 {
        words += &format!(" {unsent} could not be sent.");
    }
    if run.exact > 0 {
        words += &format!(" {} proved equal byte for byte.", run.exact);
    }
    match run.state {
        RunState::Stopped => words += &format!(" Stopped after {} of {}.", run.done, run.total),
        RunState::Cancelled => words += &format!(" Ended after {} of {}.", run.done, run.total),
        RunState::Running | RunState::Paused | RunState::Interrupted | RunState::Finished => {}
    }
    if run.succeeded < run.done {
        words += &format!(
            " `hookwright replay --again {} --failures` sends again what failed.",
            run.id
        );
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::runs::samples;

    #[test]
    fn one_attempt_without_2xx_makes_the_answer_no() {
        let output = Output::new(true);
        assert_eq!(judge(&samples::run(3, 3), &output), Ok(Outcome::Done));
        assert_eq!(judge(&samples::run(3, 2), &output), Ok(Outcome::No));
    }

    #[test]
    fn the_summary_says_how_to_send_the_failures_again() {
        let words = summary(&samples::run(3, 2));
        assert!(words.contains("2 of 3 answered with 2xx"), "{words}");
        assert!(words.contains("replay --again run_1 --failures"), "{words}");
        assert!(!summary(&samples::run(3, 3)).contains("--again"));
    }

    #[test]
    fn the_summary_counts_what_could_not_be_sent() {
        let run = Run {
            done: 1,
            ..samples::run(6, 1)
        };
        let words = summary(&run);
        assert!(
            words.contains("1 of 6 answered with 2xx. 5 could not be sent."),
            "{words}"
        );
        assert!(!summary(&samples::run(3, 2)).contains("could not"));
    }

    #[test]
    fn what_was_not_found_is_said_as_a_sentence() {
        assert_eq!(
            first_half("no capture matches, so nothing"),
            "No capture matches"
        );
    }
}
