//! The command line of Hookwright: the same commands as the window, for terminals and scripts.
//!
//! Also the headless shell: `serve` runs the receiver, and the bridge shows the
//! window's UI in a browser. What commands print, and their exit codes, are a
//! contract that scripts depend on. Nothing is decided here: commands are
//! `app`'s, signatures are `signing`'s.

mod arguments;
mod bridge;
mod call;
mod command;
mod headless;
mod http_file;
mod input;
mod outcome;
mod output;
mod schemes;
mod session;
mod stop;

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use crate::arguments::Arguments;
use crate::outcome::{Ended, Failure};

/// A capture is a dozen small allocations on two threads, where the system's allocator is slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    outcome::report(&run(arguments))
}

fn run(arguments: Arguments) -> Ended {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Failure::broken(format!("cannot start: {error}")))?;
    let ended = runtime.block_on(command::run(arguments.command, &arguments.globals));
    // A thread may still wait for a line on stdin that will never come.
    runtime.shutdown_timeout(Duration::from_millis(100));
    ended
}

/// What the parts have to say about faults, on stderr; `HOOKWRIGHT_LOG=debug` shows more.
fn start_log() {
    let filter =
        EnvFilter::try_from_env("HOOKWRIGHT_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
}
