//! `provider edit`.

use app::App;
use app::contract::profiles::EditProfile;
use clap::Args;

use super::key::KeyArguments;
use super::list;
use super::set::{Set, set};
use crate::call::Call;
use crate::outcome::{Ended, Outcome};
use crate::session::with_app;

/// Arguments of `provider edit`.
#[derive(Debug, Args)]
pub struct EditArguments {
    /// Name of the profile.
    name: String,

    /// Where its API begins.
    #[arg(long, value_name = "U")]
    base_url: Option<String>,

    /// A setting that changes; an empty value takes it away; repeatable.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = set)]
    settings: Vec<Set>,

    #[command(flatten)]
    key: KeyArguments,
}

/// Changes a profile.
pub async fn run(arguments: EditArguments, call: Call<'_>) -> Ended {
    let edit = async |app: &App| {
        let settings = arguments.settings.iter().cloned();
        let wanted = EditProfile {
            name: arguments.name.clone(),
            base_url: arguments.base_url.clone(),
            key: arguments.key.read()?,
            settings: settings.map(|Set(name, value)| (name, value)).collect(),
        };
        let row = app::profiles::edit(app, wanted).await?;
        list::print(call.output, &[row])?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, edit).await
}
