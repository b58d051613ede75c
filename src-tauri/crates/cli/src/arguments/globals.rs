//! What every command understands.

use std::path::PathBuf;

use clap::Args;
use clap::builder::FalseyValueParser;

/// What every command understands, before or after its name.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// Print JSON lines instead of text.
    #[arg(long, global = true)]
    pub json: bool,

    /// Data folder, instead of the system's place for it.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "HOOKWRIGHT_DATA",
        hide_env_values = true
    )]
    pub data: Option<PathBuf>,

    /// Keep the key of the secrets in a file beside the database, not in the system's keychain.
    #[arg(long, global = true, env = "HOOKWRIGHT_KEY_FILE", hide_env_values = true, value_parser = FalseyValueParser::new())]
    pub key_file: bool,
}
