//! `cargo xtask`: sets up what is missing, builds, runs, tests and measures Hookwright.
//!
//! Nothing but the standard library, so that it builds in seconds and starts at once.
//! It never chooses cargo's target folder and never builds test tools.

mod apt;
mod arguments;
mod builds;
mod error;
mod journal;
mod machine;
mod measure;
mod npm;
mod packages;
mod peers;
mod place;
mod run;
mod stamp;
mod steps;
mod task;
mod test;

use std::process::ExitCode;

use arguments::{HELP, Request};
use error::Error;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = arguments::read(&words).and_then(answer);
    done.map_or_else(
        |error| {
            complain(&error);
            ExitCode::from(error.exit_code())
        },
        |()| ExitCode::SUCCESS,
    )
}

fn answer(request: Request) -> Result<(), Error> {
    match request {
        Request::Help => {
            print!("{HELP}");
            Ok(())
        }
        Request::Run(options) => run::run(&options),
        Request::Test(options) => test::test(&options),
        Request::List => {
            test::list();
            Ok(())
        }
        Request::Bench { name, rest } => measure::bench(name.as_deref(), &rest),
        Request::Shots => measure::shots(),
        Request::Generate => builds::generate(),
    }
}

/// The table of the tests ends with its own closing line; nothing comes after it.
fn complain(error: &Error) {
    if !matches!(error, Error::Steps) {
        eprintln!("xtask: {error}");
    }
}
