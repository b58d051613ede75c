//! Flags and variables, read once.

use std::path::PathBuf;

use app::Keeper;
use clap::Parser;

/// Hookwright: the desktop workbench for webhooks.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Launch {
    /// Data folder (default: the platform's)
    #[arg(long, env = "HOOKWRIGHT_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address of the receiver (default: the port from the settings, on localhost)
    #[arg(long, env = "HOOKWRIGHT_RECEIVER", value_name = "ADDR")]
    pub receiver: Option<String>,
    /// Address of the emulations (default: port 4401 on localhost, where that is free)
    #[arg(long, env = "HOOKWRIGHT_EMULATIONS", value_name = "ADDR")]
    pub emulations: Option<String>,
    /// Keep the key of the secrets in a file beside the database, not in the keychain
    #[arg(long, env = "HOOKWRIGHT_KEY_FILE", value_parser = clap::builder::FalseyValueParser::new())]
    pub key_file: bool,
}

impl Launch {
    /// How the program shall run.
    pub(crate) fn options(&self) -> Result<app::Options, &'static str> {
        let folder = self.data.clone().or_else(app::default_folder);
        let folder =
            folder.ok_or("There is no home folder to keep data in: name one with --data.")?;
        let keeper = if self.key_file {
            Keeper::KeyFile
        } else {
            Keeper::Keychain
        };
        Ok(app::Options {
            folder,
            keeper,
            receiver: self.receiver.clone(),
            port_fallback: false,
            emulations: self.emulations(),
            unsorted_forward_to: Vec::new(),
        })
    }

    /// Those that were asked for have to be served.
    fn emulations(&self) -> app::EmulationOptions {
        match &self.emulations {
            None => app::EmulationOptions::usual(),
            Some(address) => app::EmulationOptions {
                all: Some(address.clone()),
                ..app::EmulationOptions::default()
            },
        }
    }
}
