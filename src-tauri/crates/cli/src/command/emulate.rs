//! `hookwright emulate`: what emulated providers can send again, and how they are played.
//!
//! The emulations themselves are served by `hookwright serve`; here their
//! runs are made and looked at, whether one is served or not.

mod calls;
mod create;
mod hosting;
mod keys;
mod list;
mod organizations;
mod show;
mod speed;
mod status;
mod terms;
mod trouble;

use clap::{Args, Subcommand};

use crate::call::Call;
use crate::outcome::Ended;

const EXAMPLES: &str = "\
Examples:
  A failed workflow run whose webhook goes to our own receiver
    hookwright emulate skyvern create --to http://localhost:4400/skyvern/ --event-type workflow_run --status failed
  Everything that a client needs, for a script
    hookwright emulate skyvern create --to http://localhost:3000/webhooks --json
  The next three calls for a replay are refused, as when asked too often
    hookwright emulate agentmessage trouble add --status 429 --times 3 --operation replay
  A key that may only read
    hookwright emulate agentmessage keys add --scope webhooks:read
  An hour of waiting between attempts goes by in a minute
    hookwright emulate b3os speed 60";

/// Arguments of `emulate`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct EmulateArguments {
    /// The provider that is played: skyvern, b3os, instavm, runflow or agentmessage.
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
    /// Say where a client finds it, whom it serves and what can be called.
    Status,
    /// Print the API keys, or make and revoke some; there is always one to begin with.
    Keys(keys::KeysArguments),
    /// Print whom it serves, or let it serve somebody else too.
    Organizations(organizations::OrganizationsArguments),
    /// Print what it was asked, newest first, or one call with all that was said.
    Calls(calls::CallsArguments),
    /// Let the next calls go wrong on purpose.
    Trouble(trouble::TroubleArguments),
    /// Say or change how many times faster than real time its schedules and limits go by.
    Speed(speed::SpeedArguments),
    /// Say or change which Skyvern is played: one's own server, or the cloud.
    Hosting(hosting::HostingArguments),
    /// Say or change how long AgentMessage's events can be replayed, and how its secrets sign.
    Terms(terms::TermsArguments),
}

/// Runs one of them.
pub async fn run(arguments: EmulateArguments, call: Call<'_>) -> Ended {
    let provider = arguments.provider;
    match arguments.command {
        EmulateCommand::Create(arguments) => create::run(provider, arguments, call).await,
        EmulateCommand::List => list::run(provider, call).await,
        EmulateCommand::Show { id } => show::run(provider, id, call).await,
        EmulateCommand::Status => status::run(provider, call).await,
        EmulateCommand::Keys(arguments) => keys::run(provider, arguments, call).await,
        EmulateCommand::Organizations(arguments) => {
            organizations::run(provider, arguments, call).await
        }
        EmulateCommand::Calls(arguments) => calls::run(provider, arguments, call).await,
        EmulateCommand::Trouble(arguments) => trouble::run(provider, arguments, call).await,
        EmulateCommand::Speed(arguments) => speed::run(provider, arguments, call).await,
        EmulateCommand::Hosting(arguments) => hosting::run(&provider, arguments, call).await,
        EmulateCommand::Terms(arguments) => terms::run(&provider, arguments, call).await,
    }
}
