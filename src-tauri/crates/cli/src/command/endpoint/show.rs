//! `endpoint show`.

use app::App;
use app::contract::endpoints::RevealEndpointSecret;
use clap::Args;
use model::EndpointId;

use super::find::named;
use super::row::{self, EndpointRow};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

/// Arguments of `endpoint show`.
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// Name of the endpoint.
    name: String,

    /// Print its secrets too: what the receiver verifies with.
    #[arg(long)]
    reveal: bool,
}

/// Shows.
pub async fn run(arguments: ShowArguments, call: Call<'_>) -> Ended {
    let show = async |app: &App| {
        let overview = named(app, &arguments.name).await?;
        let id = overview.endpoint.id;
        let mut row = EndpointRow::from(overview);
        if arguments.reveal {
            reveal(app, id, &mut row).await?;
        }
        row::print(call.output, &row)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, show).await
}

async fn reveal(app: &App, endpoint: EndpointId, row: &mut EndpointRow) -> Result<(), Failure> {
    for secret in row.secrets_mut() {
        let argument = RevealEndpointSecret {
            endpoint,
            id: secret.id,
        };
        let revealed = app::endpoints::reveal_secret(app, argument).await?;
        secret.value = Some(revealed.text);
    }
    Ok(())
}
