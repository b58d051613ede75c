//! `hookwright emulate`: what emulated providers can send again.
//!
//! The emulations themselves are served by `hookwright serve`; here their
//! runs are made and looked at, whether one is served or not.

mod create;
mod hosting;
mod keys;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::call::Call;
use crate::outcome::Ended;

const EXAMPLES: &str = "\
Examples:
  A failed workflow run whose webhook goes to our own receiver
    hookwright emulate skyvern create --to http://localhost:4400/skyvern/ --event-type workflow_run --status failed
  Everything that a client needs, for a script
    hookwright emulate skyvern create --to http://localhost:3000/webhooks --json";

/// Arguments of `emulate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EmulateArguments {
    /// The provider that is played: skyvern.
    provider: String,

    #[command(subcommand)]
    command: EmulateCommand,
}

/// What can be done with an emulation.
#[derive(Debug, Subcommand)]
enum EmulateCommand {
    /// Make something that a client can ask to have sent again.
    Create(create::CreateArguments),
    /// List what there is, newest first.
    List,
    /// Show one, with the body that would be sent.
    Show {
        /// The id that the provider gave it.
        id: String,
    },
    /// Print the API keys; there is always one.
    Keys,
    /// Say or change which Skyvern is played: one's own server, or the cloud.
    Hosting(hosting::HostingArguments),
}

/// Runs one of them.
pub async fn run(arguments: EmulateArguments, call: Call<'_>) -> Ended {
    let provider = arguments.provider;
    match arguments.command {
        EmulateCommand::Create(arguments) => create::run(provider, arguments, call).await,
        EmulateCommand::List => list::run(provider, call).await,
        EmulateCommand::Show { id } => show::run(provider, id, call).await,
        EmulateCommand::Keys => keys::run(provider, call).await,
        EmulateCommand::Hosting(arguments) => hosting::run(&provider, arguments, call).await,
    }
}
