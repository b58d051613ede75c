//! `hookwright source`: who sends to us, how it is checked and answered.

mod add;
mod edit;
mod find;
mod list;
mod remove;
mod reverify;
mod row;
mod settings;
mod show;

use clap::Subcommand;

use crate::call::Call;
use crate::outcome::Ended;

pub use find::{find, named};
pub use settings::of as settings_of;

/// What can be done with sources.
#[derive(Subcommand)]
pub enum SourceCommand {
    /// Make a source.
    Add(add::AddArguments),
    /// List all sources.
    List,
    /// Show one source.
    Show(show::ShowArguments),
    /// Change a source; what is not named stays.
    Edit(edit::EditArguments),
    /// Check every capture of a source again, as the source is set now.
    Reverify(reverify::ReverifyArguments),
    /// Remove a source; its captures stay and keep its name.
    Remove {
        /// Name of the source.
        name: String,
    },
}

/// Runs one of them.
pub async fn run(command: SourceCommand, call: Call<'_>) -> Ended {
    match command {
        SourceCommand::Add(arguments) => add::run(arguments, call).await,
        SourceCommand::List => list::run(call).await,
        SourceCommand::Show(arguments) => show::run(arguments, call).await,
        SourceCommand::Edit(arguments) => edit::run(arguments, call).await,
        SourceCommand::Reverify(arguments) => reverify::run(arguments, call).await,
        SourceCommand::Remove { name } => remove::run(name, call).await,
    }
}
