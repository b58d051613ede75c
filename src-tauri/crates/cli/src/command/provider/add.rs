//! `provider add`.

use std::ffi::OsString;
use std::path::PathBuf;

use app::App;
use app::contract::profiles::NewProfile;
use clap::Args;

use super::list;
use crate::arguments::secrets::SecretFrom;
use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::session::with_app;

const EXAMPLES: &str = "\
Examples:
  hookwright provider add skyvern --provider skyvern --key-env SKYVERN_API_KEY
  hookwright provider add local --provider skyvern --base-url http://localhost:8000 --key-file key.txt";

/// Arguments of `provider add`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AddArguments {
    /// A name of your own for it.
    name: String,

    /// The provider: skyvern.
    #[arg(long, value_name = "P")]
    provider: String,

    /// Where its API begins, when not at the provider's own place.
    #[arg(long, value_name = "U")]
    base_url: Option<String>,

    #[command(flatten)]
    key: KeyArguments,
}

/// The credential, given in one of three ways.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct KeyArguments {
    /// API key; visible to other users of this machine.
    #[arg(long, value_name = "K", allow_hyphen_values = true)]
    key: Option<String>,

    /// Variable that holds the API key.
    #[arg(long, value_name = "VAR")]
    key_env: Option<OsString>,

    /// File that holds the API key, - for stdin.
    #[arg(long = "api-key-file", value_name = "FILE")]
    api_key_file: Option<PathBuf>,
}

impl std::fmt::Debug for KeyArguments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl KeyArguments {
    fn read(&self) -> Result<String, Failure> {
        let text = self.key.clone().map(SecretFrom::Text);
        let variable = || self.key_env.clone().map(SecretFrom::Variable);
        let file = || self.api_key_file.clone().map(SecretFrom::File);
        let given = text.or_else(variable).or_else(file);
        let missing = || Failure::usage("name a credential with --key-env VAR");
        given.ok_or_else(missing)?.read()
    }
}

/// Makes a profile.
pub async fn run(arguments: AddArguments, call: Call<'_>) -> Ended {
    let add = async |app: &App| {
        let wanted = NewProfile {
            name: arguments.name.clone(),
            provider: arguments.provider.clone(),
            base_url: arguments.base_url.clone(),
            key: arguments.key.read()?,
            settings: std::collections::BTreeMap::new(),
        };
        let row = app::profiles::add(app, wanted).await?;
        list::print(call.output, &[row])?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, add).await
}
