//! The commands, one file each.

mod batch;
mod captures;
mod listen;
mod replay;
mod schemes;
mod serve;
mod sign;
mod source;
mod verify;

use clap::Subcommand;

use crate::arguments::{Arguments, Globals};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;

/// Every command.
#[derive(Subcommand)]
pub enum Command {
    /// Run the receiver without a window, and the UI for a browser.
    Serve(serve::ServeArguments),
    /// Run the receiver and print a line a capture.
    Listen(listen::ListenArguments),
    /// Make, change and show sources: who sends to us.
    #[command(subcommand)]
    Source(source::SourceCommand),
    /// List, show and delete captures.
    #[command(subcommand)]
    Captures(captures::CapturesCommand),
    /// List and show signature schemes.
    Schemes(schemes::SchemesArguments),
    /// Sign a request as the provider would.
    Sign(sign::SignArguments),
    /// Check the signature of a request, step by step.
    Verify(verify::VerifyArguments),
    /// Send captures again.
    Replay(replay::ReplayArguments),
}

/// What every command gets.
pub struct Call<'a> {
    /// The arguments that all commands share.
    pub globals: &'a Globals,
    /// Where rows go.
    pub output: &'a mut Output,
}

/// Runs the command that the arguments name.
pub async fn run(arguments: Arguments) -> Ended {
    let mut output = Output::new(arguments.globals.json);
    let call = Call {
        globals: &arguments.globals,
        output: &mut output,
    };
    let ended = dispatch(arguments.command, call).await;
    match (output.flush(), ended) {
        (Err(failure), Ok(_)) => Err(failure),
        (_, ended) => ended,
    }
}

async fn dispatch(command: Command, call: Call<'_>) -> Ended {
    match command {
        Command::Serve(arguments) => serve::run(arguments, call).await,
        Command::Listen(arguments) => listen::run(arguments, call).await,
        Command::Source(command) => source::run(command, call).await,
        Command::Captures(command) => captures::run(command, call).await,
        Command::Schemes(arguments) => schemes::run(arguments, call).await,
        Command::Sign(arguments) => sign::run(arguments, call).await,
        Command::Verify(arguments) => verify::run(arguments, call).await,
        Command::Replay(arguments) => replay::run(arguments, call).await,
    }
}

/// A command that did what was asked.
const fn done() -> Ended {
    Ok::<Outcome, Failure>(Outcome::Done)
}
