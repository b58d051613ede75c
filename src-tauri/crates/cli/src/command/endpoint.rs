//! `hookwright endpoint`: URLs that we deliver to, and how.

mod add;
mod edit;
mod enable;
mod find;
mod list;
mod remove;
mod row;
mod settings;
mod show;

use clap::Subcommand;

use crate::call::Call;
use crate::outcome::Ended;

pub use find::named;

/// What can be done with endpoints.
#[derive(Subcommand)]
pub enum EndpointCommand {
    /// Make an endpoint.
    Add(add::AddArguments),
    /// List all endpoints.
    List,
    /// Show one endpoint.
    Show(show::ShowArguments),
    /// Change an endpoint; what is not named stays.
    Edit(edit::EditArguments),
    /// Remove an endpoint; what waits for it is cancelled, and its deliveries keep its name.
    Remove {
        /// Name of the endpoint.
        name: String,
    },
    /// Let deliveries to an endpoint go on.
    Enable {
        /// Name of the endpoint.
        name: String,
    },
    /// Let deliveries to an endpoint wait.
    Disable {
        /// Name of the endpoint.
        name: String,
    },
}

/// Runs one of them.
pub async fn run(command: EndpointCommand, call: Call<'_>) -> Ended {
    match command {
        EndpointCommand::Add(arguments) => add::run(arguments, call).await,
        EndpointCommand::List => list::run(call).await,
        EndpointCommand::Show(arguments) => show::run(arguments, call).await,
        EndpointCommand::Edit(arguments) => edit::run(arguments, call).await,
        EndpointCommand::Remove { name } => remove::run(name, call).await,
        EndpointCommand::Enable { name } => enable::enable(name, call).await,
        EndpointCommand::Disable { name } => enable::disable(name, call).await,
    }
}
