//! The commands, one file each.

mod batch;
mod captures;
mod deliver;
mod deliveries;
mod diagnose;
mod emulate;
mod endpoint;
mod listen;
mod probe;
mod provider;
mod redeliver;
mod replay;
mod runs;
mod schedules;
mod schemes;
mod serve;
mod sign;
mod source;
mod verify;

use clap::Subcommand;

use crate::arguments::globals::Globals;
use crate::call::Call;
use crate::outcome::Ended;
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
    Source(Box<source::SourceCommand>),
    /// List, show and delete captures.
    #[command(subcommand)]
    Captures(captures::CapturesCommand),
    /// List and show signature schemes.
    Schemes(schemes::SchemesArguments),
    /// Sign a request as the provider would.
    Sign(sign::SignArguments),
    /// Check the signature of a request, step by step.
    Verify(verify::VerifyArguments),
    /// Find out why a signature does not verify, best cause first.
    Diagnose(diagnose::DiagnoseArguments),
    /// Find out what a handler accepts, and what it should not.
    Probe(probe::ProbeArguments),
    /// Send captures again.
    Replay(Box<replay::ReplayArguments>),
    /// List and show runs of `replay`, go on with them, end them.
    #[command(subcommand)]
    Runs(runs::RunsCommand),
    /// Deliver an event: queued, signed, and tried again by a schedule.
    Deliver(Box<deliver::DeliverArguments>),
    /// List deliveries, and try them again, end them, hold them back.
    #[command(subcommand)]
    Deliveries(deliveries::DeliveriesCommand),
    /// Make, change and show endpoints: URLs that we deliver to.
    #[command(subcommand)]
    Endpoint(Box<endpoint::EndpointCommand>),
    /// List and show schedules of retries.
    Schedules(schedules::SchedulesArguments),
    /// Make, change and show profiles: providers that can be asked to send again.
    #[command(subcommand)]
    Provider(provider::ProviderCommand),
    /// Ask a provider to send something again.
    Redeliver(redeliver::RedeliverArguments),
    /// Make and show what emulated providers can send again.
    Emulate(emulate::EmulateArguments),
}

/// Runs a command and hands over what it printed.
pub async fn run(command: Command, globals: &Globals) -> Ended {
    let mut output = Output::new(globals.json);
    let call = Call {
        globals,
        output: &mut output,
    };
    let ended = dispatch(command, call).await;
    match (output.flush(), ended) {
        (Err(failure), Ok(_)) => Err(failure),
        (_, ended) => ended,
    }
}

async fn dispatch(command: Command, call: Call<'_>) -> Ended {
    match command {
        Command::Serve(arguments) => serve::run(arguments, call).await,
        Command::Listen(arguments) => listen::run(arguments, call).await,
        Command::Source(command) => source::run(*command, call).await,
        Command::Captures(command) => captures::run(command, call).await,
        Command::Schemes(arguments) => schemes::run(arguments, call).await,
        Command::Sign(arguments) => sign::run(arguments, call).await,
        Command::Verify(arguments) => verify::run(arguments, call).await,
        Command::Diagnose(arguments) => diagnose::run(arguments, call).await,
        Command::Probe(arguments) => probe::run(arguments, call).await,
        Command::Replay(arguments) => replay::run(*arguments, call).await,
        Command::Runs(command) => runs::run(command, call).await,
        Command::Deliver(arguments) => deliver::run(*arguments, call).await,
        Command::Deliveries(command) => deliveries::run(command, call).await,
        Command::Endpoint(command) => endpoint::run(*command, call).await,
        Command::Schedules(arguments) => schedules::run(arguments, call).await,
        Command::Provider(command) => provider::run(command, call).await,
        Command::Redeliver(arguments) => redeliver::run(arguments, call).await,
        Command::Emulate(arguments) => emulate::run(arguments, call).await,
    }
}
