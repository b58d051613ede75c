//! `endpoint edit`.

use app::App;
use app::contract::endpoints::EditEndpoint;
use clap::Args;
use model::SecretId;

use super::find::named;
use super::row::{self, EndpointRow};
use super::settings::SettingArguments;
use crate::arguments::secrets::{SecretArguments, remark};
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  Rotate a secret: both sign until the old one is removed
    hookwright endpoint edit shop --secret-env NEW_SECRET
    hookwright endpoint edit shop --remove-secret sec_4
  Let what waits go by a thousand times faster
    hookwright endpoint edit shop --speed 1000";

/// Arguments of `endpoint edit`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct EditArguments {
    /// Name of the endpoint.
    name: String,

    /// A new name.
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,

    /// Another URL.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    #[command(flatten)]
    settings: SettingArguments,

    #[command(flatten)]
    secrets: SecretArguments,

    /// Secret to forget, by its id.
    #[arg(long, value_name = "ID")]
    remove_secret: Vec<SecretId>,
}

/// Changes an endpoint.
pub async fn run(arguments: EditArguments, call: Call<'_>) -> Ended {
    let edit = async |app: &App| {
        let before = named(app, &arguments.name).await?.endpoint;
        let scheme = arguments.settings.scheme(app, before.scheme).await?;
        let secrets = arguments.secrets.read()?;
        let edit = EditEndpoint {
            id: before.id,
            name: arguments.rename.clone().unwrap_or(before.name),
            url: arguments.url.clone().unwrap_or(before.url),
            manner: arguments.settings.apply(before.manner)?,
            delivered_by: arguments
                .settings
                .delivered_by(before.handed_to.map(|to| to.profile)),
            add_secrets: secrets.clone(),
            remove_secrets: arguments.remove_secret.clone(),
            scheme: scheme.clone(),
        };
        let overview = app::endpoints::edit(app, edit).await?;
        row::print(call.output, &EndpointRow::from(overview))?;
        remark(app, scheme.as_deref(), &secrets).await?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, edit).await
}
