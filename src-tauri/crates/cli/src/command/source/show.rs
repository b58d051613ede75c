//! `source show`.

use app::App;
use app::contract::sources::RevealSecret;
use clap::Args;

use super::find::named;
use super::row::{self, SourceRow};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// Arguments of `source show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// Name of the source.
    name: String,

    /// Print its secrets too.
    #[arg(long)]
    reveal: bool,
}

/// Shows.
pub async fn run(arguments: ShowArguments, call: Call<'_>) -> Ended {
    let show = async |app: &App| {
        let overview = named(app, &arguments.name).await?;
        let mut row = SourceRow::new(overview, &row::receiver_url(app).await?);
        if arguments.reveal {
            reveal(app, &mut row).await?;
        }
        row::print(call.output, &row)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, show).await
}

async fn reveal(app: &App, row: &mut SourceRow) -> Result<(), Failure> {
    for secret in row.secrets_mut() {
        let argument = RevealSecret { id: secret.id };
        secret.value = Some(app::sources::reveal_secret(app, argument).await?.text);
    }
    Ok(())
}
