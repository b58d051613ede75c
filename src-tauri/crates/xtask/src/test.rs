//! `cargo xtask test`: runs the steps, shows what they do, and says how it went.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::arguments::TestOptions;
use crate::error::Error;
use crate::journal::{End, Entry, Journal, seconds};
use crate::place;
use crate::steps::{self, Context, Step};
use crate::task::Output;

/// How much of a failed step's output is shown again at the end; the log has all of it.
const SHOWN_LINES: usize = 200;

/// Runs every step, or the one that was asked for.
pub fn test(options: &TestOptions) -> Result<(), Error> {
    let chosen = choose(options.only.as_deref())?;
    let logs = place::notes().join("logs");
    fs::create_dir_all(&logs).map_err(Error::file(&logs))?;
    let mut journal = Journal::default();
    for step in chosen {
        let entry = attempt(step, &journal, options, &log_of(step.name));
        journal.add(entry);
    }
    conclude(&journal)
}

/// Names the steps.
pub fn list() {
    for step in steps::all() {
        println!("{:13} {}", step.name, step.about);
    }
}

fn choose(only: Option<&str>) -> Result<Vec<&'static Step>, Error> {
    let mut chosen = steps::all();
    let Some(name) = only else {
        return Ok(chosen);
    };
    chosen.retain(|step| step.name == name);
    let unknown = || format!("there is no step `{name}`; `cargo xtask test --list` names them");
    if chosen.is_empty() {
        Err(Error::Usage(unknown()))
    } else {
        Ok(chosen)
    }
}

fn attempt(step: &Step, journal: &Journal, options: &TestOptions, log: &Path) -> Entry {
    let begun = Instant::now();
    let end = match journal.blocker(step.needs) {
        Some(blocker) => End::Blocked(blocker),
        None => perform(step, options, log),
    };
    let took = begun.elapsed();
    let word = if matches!(end, End::Passed) {
        "passed"
    } else {
        "FAILED"
    };
    println!("== {}: {word} after {}", step.name, seconds(took));
    Entry {
        name: step.name,
        took,
        end,
    }
}

fn perform(step: &Step, options: &TestOptions, log: &Path) -> End {
    println!("\n== {}: {}", step.name, step.about);
    let (long, consent) = (options.long, options.consent);
    let context = Context {
        output: Output::Log(log),
        long,
        consent,
    };
    let emptied = fs::write(log, "").map_err(Error::file(log));
    match emptied.and_then(|()| (step.action)(context)) {
        Ok(()) => End::Passed,
        Err(error) => {
            println!("{error}");
            End::Failed(error)
        }
    }
}

/// Shows again what failing steps said, then the table.
fn conclude(journal: &Journal) -> Result<(), Error> {
    for (name, error) in journal.failed() {
        show(name, error);
    }
    print!("\n{}", journal.table());
    if journal.is_green() {
        Ok(())
    } else {
        Err(Error::Steps)
    }
}

fn show(name: &str, error: &Error) {
    let path = log_of(name);
    let log = fs::read_to_string(&path).unwrap_or_default();
    println!("\n== What {name} said (all of it: {})", path.display());
    println!("{}\n{error}", tail(&log, SHOWN_LINES));
}

fn log_of(name: &str) -> PathBuf {
    place::notes().join("logs").join(format!("{name}.log"))
}

/// The last `count` lines.
fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_step_is_wrong_use_and_not_an_empty_success() {
        let options = TestOptions {
            only: Some("clipy".into()),
            ..TestOptions::default()
        };
        assert_eq!(test(&options).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn the_end_of_a_long_log_is_what_is_shown() {
        assert_eq!(tail("1\n2\n3\n", 2), "2\n3");
        assert_eq!(tail("1", 2), "1");
    }
}
