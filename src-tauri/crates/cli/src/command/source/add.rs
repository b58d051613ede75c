//! `source add`.

use app::App;
use app::contract::sources::{NewSource, SourceSettings};
use clap::Args;

use super::row::{self, SourceRow};
use super::settings::SettingArguments;
use crate::arguments::secrets::{SecretArguments, remark};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::text::note;
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright source add stripe --scheme stripe-v1 --secret-env STRIPE_SECRET
  hookwright source add shop --scheme shopify --secret-file secret.txt --forward-to http://localhost:3000
  hookwright source add orders --answer-from http://localhost:3000/webhooks
  hookwright source add stripe --scheme stripe-v1 --secret-env S --route shop=type:invoice.* --route-resign
  hookwright source add flaky --respond 503,503,200 --respond-delay 250";

/// Arguments of `source add`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArguments {
    /// Its name, which is the first part of its path.
    name: String,

    #[command(flatten)]
    settings: SettingArguments,

    #[command(flatten)]
    secrets: SecretArguments,
}

/// Makes a source.
pub async fn run(arguments: AddArguments, call: Call<'_>) -> Ended {
    let add = async |app: &App| {
        let settings = arguments
            .settings
            .apply(app, SourceSettings::default())
            .await?;
        let secrets = arguments.secrets.read()?;
        refuse_secrets_without_scheme(&settings, &secrets)?;
        let new = NewSource {
            name: arguments.name.clone(),
            settings,
            secrets: secrets.clone(),
        };
        let overview = app::sources::add(app, new).await?;
        let made_up = overview.source.secrets.len() > secrets.len();
        let scheme = overview.source.scheme.clone();
        let receiver = row::receiver_url(app).await?;
        row::print(call.output, &SourceRow::new(overview, &receiver))?;
        if made_up {
            note(&format!(
                "No secret was given: one was made up for tests. `hookwright source show {} --reveal` shows it.",
                arguments.name
            ));
        }
        remark(app, scheme.as_deref(), &secrets).await?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, add).await
}

fn refuse_secrets_without_scheme(
    settings: &SourceSettings,
    secrets: &[String],
) -> Result<(), Failure> {
    match settings.scheme.is_none() && !secrets.is_empty() {
        true => Err(Failure::usage(
            "a secret alone checks nothing: name the scheme too, with --scheme ID",
        )),
        false => Ok(()),
    }
}
