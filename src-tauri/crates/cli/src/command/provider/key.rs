//! The credential of a profile, on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::arguments::secrets::SecretFrom;
use crate::outcome::Failure;

/// The credential, given in one of three ways.
#[derive(Args)]
#[group(multiple = false)]
pub struct KeyArguments {
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
    /// The credential, when one is given.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        let text = self.key.clone().map(SecretFrom::Text);
        let variable = || self.key_env.clone().map(SecretFrom::Variable);
        let file = || self.api_key_file.clone().map(SecretFrom::File);
        let given = text.or_else(variable).or_else(file);
        given.as_ref().map(SecretFrom::read).transpose()
    }
}
