//! `hookwright provider`: where real providers are reached, and with which credential.

mod add;
mod calls;
mod check;
mod deliveries;
mod edit;
mod import;
mod key;
mod known;
mod list;
mod remove;
mod set;

use clap::Subcommand;

use crate::call::Call;
use crate::outcome::Ended;

/// What can be done with profiles.
#[derive(Debug, Subcommand)]
pub enum ProviderCommand {
    /// Make a profile: a provider's address and a credential.
    Add(add::AddArguments),
    /// Change a profile.
    Edit(edit::EditArguments),
    /// List all profiles.
    List,
    /// List all providers, and what can be asked of each.
    Known,
    /// Ask the provider something harmless, and tell whether the profile works.
    Check {
        /// Name of the profile.
        name: String,
    },
    /// Show a page of the provider's own log.
    Deliveries(deliveries::DeliveriesArguments),
    /// Show what was asked through a profile, with the exact requests and answers.
    Calls(calls::CallsArguments),
    /// Make captures of what the provider's log holds.
    Import(import::ImportArguments),
    /// Remove a profile, its credential and what was asked through it.
    Remove {
        /// Name of the profile.
        name: String,
    },
}

/// Runs one of them.
pub async fn run(command: ProviderCommand, call: Call<'_>) -> Ended {
    match command {
        ProviderCommand::Add(arguments) => add::run(arguments, call).await,
        ProviderCommand::Edit(arguments) => edit::run(arguments, call).await,
        ProviderCommand::List => list::run(call).await,
        ProviderCommand::Known => known::run(call).await,
        ProviderCommand::Check { name } => check::run(name, call).await,
        ProviderCommand::Deliveries(arguments) => deliveries::run(arguments, call).await,
        ProviderCommand::Calls(arguments) => calls::run(arguments, call).await,
        ProviderCommand::Import(arguments) => import::run(arguments, call).await,
        ProviderCommand::Remove { name } => remove::run(name, call).await,
    }
}
