//! `endpoint add`.

use app::App;
use app::contract::endpoints::NewEndpoint;
use clap::Args;

use super::row::{self, EndpointRow};
use super::settings::SettingArguments;
use crate::arguments::secrets::{SecretArguments, remark};
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::output::text::note;
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright endpoint add shop --url http://localhost:3000/hooks --scheme standard-webhooks-v1
  hookwright endpoint add billing --url https://staging.example.com/hooks --scheme stripe-v1 \\
    --secret-env BILLING_SECRET --event-type 'invoice.*' --schedule stripe-live
  hookwright endpoint add prod --url https://example.com/hooks --delivered-by svix-prod
  hookwright endpoint add hurry --url http://localhost:3000 --schedule svix --speed 10000";

/// Arguments of `endpoint add`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArguments {
    /// Its name.
    name: String,

    /// Where it is reached, http or https.
    #[arg(long, value_name = "URL")]
    url: String,

    #[command(flatten)]
    settings: SettingArguments,

    #[command(flatten)]
    secrets: SecretArguments,
}

/// Makes an endpoint.
pub async fn run(arguments: AddArguments, call: Call<'_>) -> Ended {
    let add = async |app: &App| {
        let scheme = arguments.settings.scheme(app, None).await?;
        let secrets = arguments.secrets.read()?;
        let new = NewEndpoint {
            name: arguments.name.clone(),
            url: arguments.url.clone(),
            scheme: scheme.clone(),
            secrets: secrets.clone(),
            manner: arguments.settings.apply(model::Manner::default())?,
            delivered_by: arguments.settings.delivered_by(None),
        };
        let overview = app::endpoints::add(app, new).await?;
        let made_up = overview.endpoint.secrets.len() > secrets.len();
        row::print(call.output, &EndpointRow::from(overview))?;
        if made_up {
            note(&format!(
                "No secret was given: one was made. `hookwright endpoint show {} --reveal` shows what the receiver needs.",
                arguments.name
            ));
        }
        remark(app, scheme.as_deref(), &secrets).await?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, add).await
}
