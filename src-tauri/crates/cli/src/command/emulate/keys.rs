//! `emulate PROVIDER keys`.

use app::App;
use app::contract::emulations::{AddKey, EmulatedKey, NewEmulatedKey, OneEmulation, RevokeKey};
use clap::{Args, Subcommand};
use model::ApiKeyId;

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::columns::Cell;
use crate::output::text::Colour;
use crate::session::with_app;

/// Arguments of `emulate PROVIDER keys`.
#[derive(Debug, Args)]
pub struct KeysArguments {
    #[command(subcommand)]
    command: Option<KeysCommand>,
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// List the keys, revoked ones included (what `keys` alone does).
    List,
    /// Make a key.
    Add(AddArguments),
    /// Make a key let nobody in from the next call on.
    Revoke {
        /// Its id, as the list shows it (key_1).
        id: ApiKeyId,
    },
}

#[derive(Debug, Args)]
struct AddArguments {
    /// What it may be used for; several times for several. Without one: everything.
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,

    /// Whose it is, by the provider's id; the first organization's without it.
    #[arg(long, value_name = "O")]
    organization: Option<String>,

    /// What to call it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    label: String,
}

/// Prints the keys, after what is wanted was done. They are ours, made to be handed to clients.
pub async fn run(provider: String, arguments: KeysArguments, call: Call<'_>) -> Ended {
    let work = async |app: &App| {
        match arguments.command {
            None | Some(KeysCommand::List) => list(app, provider, call.output).await?,
            Some(KeysCommand::Add(arguments)) => {
                let made = app::emulations::add_key(app, wanted(provider, arguments)).await?;
                call.output.list(&[made], cells)?;
            }
            Some(KeysCommand::Revoke { id }) => {
                app::emulations::revoke_key(app, RevokeKey { provider, id }).await?;
                let sentence = format!("{id} lets nobody in any more.");
                call.output.removed(&id.to_string(), &sentence)?;
            }
        }
        Ok(Outcome::Done)
    };
    with_app(call.globals, work).await
}

async fn list(app: &App, provider: String, output: &mut Output) -> Result<(), Failure> {
    let keys = app::emulations::keys(app, OneEmulation { provider }).await?;
    output.list(&keys, cells)
}

fn wanted(provider: String, arguments: AddArguments) -> AddKey {
    AddKey {
        provider,
        key: NewEmulatedKey {
            organization: arguments.organization,
            scopes: arguments.scope,
            label: arguments.label,
        },
    }
}

/// The key, whose it is, what it is for, and how it is called here.
fn cells(key: &EmulatedKey) -> Vec<Cell> {
    let locked = || format!("{} (locked)", key.hint);
    let text = key.api_key.clone().unwrap_or_else(locked);
    let scopes = match key.scopes.as_slice() {
        [] => "everything".to_owned(),
        scopes => scopes.join(" "),
    };
    let mut cells = vec![
        Cell::new(text),
        Cell::new(&key.organization),
        Cell::new(scopes),
        Cell::new(key.id.to_string()).colour(Colour::Quiet),
        Cell::new(&key.label),
    ];
    if key.revoked_at.is_some() {
        cells.push(Cell::new("revoked").colour(Colour::Bad));
    }
    cells
}
