//! `provider add`.

use app::App;
use app::contract::profiles::NewProfile;
use clap::Args;

use super::key::KeyArguments;
use super::list;
use super::set::{Set, set};
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright provider add skyvern --provider skyvern --key-env SKYVERN_API_KEY
  hookwright provider add local --provider skyvern --base-url http://localhost:8000 --api-key-file key.txt
  hookwright provider add hooks --provider github --key-env GITHUB_TOKEN --set owner=octo --set repo=hello --set hook=12
  hookwright provider add app --provider github --api-key-file app.private-key.pem --set app=12345

`hookwright provider known` lists all providers, and what each needs.";

/// Arguments of `provider add`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArguments {
    /// A name of your own for it.
    name: String,

    /// The provider: skyvern, b3os, instavm, runflow, agentmessage, github, gitlab, stripe, svix …
    #[arg(long, value_name = "P")]
    provider: String,

    /// Where its API begins, when not at the provider's own place.
    #[arg(long, value_name = "U")]
    base_url: Option<String>,

    /// What the provider needs beside it, such as owner=octo; repeatable.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = set)]
    settings: Vec<Set>,

    #[command(flatten)]
    key: KeyArguments,
}

/// Makes a profile.
pub async fn run(arguments: AddArguments, call: Call<'_>) -> Ended {
    let add = async |app: &App| {
        let missing = || Failure::usage("name a credential with --key-env VAR");
        let settings = arguments.settings.iter().cloned();
        let wanted = NewProfile {
            name: arguments.name.clone(),
            provider: arguments.provider.clone(),
            base_url: arguments.base_url.clone(),
            key: arguments.key.read()?.ok_or_else(missing)?,
            settings: settings.map(|Set(name, value)| (name, value)).collect(),
        };
        let row = app::profiles::add(app, wanted).await?;
        list::print(call.output, &[row])?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, add).await
}
