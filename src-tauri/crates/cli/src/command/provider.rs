//! `hookwright provider`: where real providers are reached, and with which credential.

mod add;
mod list;
mod remove;

use clap::Subcommand;

use crate::call::Call;
use crate::outcome::Ended;

/// What can be done with profiles.
#[derive(Debug, Subcommand)]
pub enum ProviderCommand {
    /// Make a profile: a provider's address and a credential.
    Add(add::AddArguments),
    /// List all profiles.
    List,
    /// Remove a profile and its credential.
    Remove {
        /// Name of the profile.
        name: String,
    },
}

/// Runs one of them.
pub async fn run(command: ProviderCommand, call: Call<'_>) -> Ended {
    match command {
        ProviderCommand::Add(arguments) => add::run(arguments, call).await,
        ProviderCommand::List => list::run(call).await,
        ProviderCommand::Remove { name } => remove::run(name, call).await,
    }
}
