//! `emulate PROVIDER organizations`.

use app::App;
use app::contract::emulations::{AddOrganization, OneEmulation, Organization};
use clap::{Args, Subcommand};

use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::columns::Cell;
use crate::output::text::Colour;
use crate::session::with_app;

/// Arguments of `emulate PROVIDER organizations`.
#[derive(Debug, Args)]
pub struct OrganizationsArguments {
    #[command(subcommand)]
    command: Option<OrganizationsCommand>,
}

#[derive(Debug, Subcommand)]
enum OrganizationsCommand {
    /// List whom it serves (what `organizations` alone does).
    List,
    /// Serve one more; it gets a key.
    Add {
        /// The id that the provider gives it; one is made without it.
        name: Option<String>,
    },
}

/// Prints the organizations, or the one that was made.
pub async fn run(provider: String, arguments: OrganizationsArguments, call: Call<'_>) -> Ended {
    let work = async |app: &App| {
        let rows = match arguments.command {
            Some(OrganizationsCommand::Add { name }) => {
                let new = AddOrganization { provider, name };
                vec![app::emulations::add_organization(app, new).await?]
            }
            None | Some(OrganizationsCommand::List) => {
                app::emulations::organizations(app, OneEmulation { provider }).await?
            }
        };
        call.output.list(&rows, cells)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, work).await
}

fn cells(organization: &Organization) -> Vec<Cell> {
    let made = format!("since {}", organization.created_at);
    vec![
        Cell::new(&organization.name),
        Cell::new(made).colour(Colour::Quiet),
    ]
}
