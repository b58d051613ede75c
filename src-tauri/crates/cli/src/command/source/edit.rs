//! `source edit`.

use app::App;
use app::contract::sources::{EditSource, PauseSource};
use clap::Args;
use model::SecretId;

use super::find::named;
use super::row::{self, SourceRow};
use super::settings::{self, SettingArguments};
use crate::arguments::secrets::{SecretArguments, remark};
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  Rotate a secret: add the new one, later forget the old one
    hookwright source edit stripe --secret-env NEW_SECRET
    hookwright source edit stripe --remove-secret sec_4
  Fail twice, then succeed
    hookwright source edit stripe --respond 503,503,200";

/// Arguments of `source edit`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct EditArguments {
    /// Name of the source.
    name: String,

    /// A new name.
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,

    #[command(flatten)]
    settings: SettingArguments,

    #[command(flatten)]
    secrets: SecretArguments,

    /// Secret to forget, by its id.
    #[arg(long, value_name = "ID")]
    remove_secret: Vec<SecretId>,

    /// Answer 503 and pass nothing on, until --resume.
    #[arg(long, conflicts_with = "resume")]
    pause: bool,

    /// Take a pause back.
    #[arg(long)]
    resume: bool,
}

/// Changes a source.
pub async fn run(arguments: EditArguments, call: Call<'_>) -> Ended {
    let edit = async |app: &App| {
        let source = named(app, &arguments.name).await?.source;
        let settings = arguments.settings.apply(app, settings::of(&source)).await?;
        let (scheme, secrets) = (settings.scheme.clone(), arguments.secrets.read()?);
        let edit = EditSource {
            id: source.id,
            name: arguments.rename.clone().unwrap_or(source.name),
            settings,
            add_secrets: secrets.clone(),
            remove_secrets: arguments.remove_secret.clone(),
        };
        let mut overview = app::sources::edit_source(app, edit).await?;
        if arguments.pause || arguments.resume {
            let pause = PauseSource {
                id: source.id,
                paused: arguments.pause,
            };
            overview = app::sources::pause(app, pause).await?;
        }
        let receiver = row::receiver_url(app).await?;
        row::print(call.output, &SourceRow::new(overview, &receiver))?;
        remark(app, scheme.as_deref(), &secrets).await?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, edit).await
}
