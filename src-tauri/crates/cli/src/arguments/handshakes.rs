//! Whether a source answers handshakes, and with which values.

use app::contract::handshakes::HandshakeText;
use app::contract::sources::SourceSettings;
use clap::{Args, ValueEnum};

use super::secrets::SecretFrom;
use crate::outcome::Failure;

/// `--handshake` and `--handshake-value` in its three forms.
#[derive(Clone, Default, Args)]
pub struct HandshakeArguments {
    /// Whether the provider's handshakes are answered, before the statuses of --respond.
    #[arg(long, value_name = "on|off")]
    handshake: Option<Answers>,

    /// Value agreed on with the provider, such as verify_token=V; empty takes it away.
    #[arg(long, value_name = "NAME=V")]
    handshake_value: Vec<String>,

    /// The same from a variable.
    #[arg(long, value_name = "NAME=VAR")]
    handshake_value_env: Vec<String>,

    /// The same from a file, - for stdin.
    #[arg(long, value_name = "NAME=FILE")]
    handshake_value_file: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Answers {
    On,
    Off,
}

impl std::fmt::Debug for HandshakeArguments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}, values [redacted]", self.handshake)
    }
}

impl HandshakeArguments {
    /// Puts what was given in place of what was.
    pub fn apply(&self, settings: &mut SourceSettings) -> Result<(), Failure> {
        if let Some(answers) = self.handshake {
            settings.handshake = answers == Answers::On;
        }
        for given in &self.handshake_value {
            let (name, text) = cut(given)?;
            settings.handshake_values.push(value(name, text.to_owned()));
        }
        for given in &self.handshake_value_env {
            let (name, variable) = cut(given)?;
            let text = SecretFrom::Variable(variable.into()).read()?;
            settings.handshake_values.push(value(name, text));
        }
        for given in &self.handshake_value_file {
            let (name, file) = cut(given)?;
            let text = SecretFrom::File(file.into()).read()?;
            settings.handshake_values.push(value(name, text));
        }
        Ok(())
    }
}

fn cut(text: &str) -> Result<(&str, &str), Failure> {
    let named = text.split_once('=').filter(|(name, _)| !name.is_empty());
    // The text is not repeated: what follows the name may be a secret.
    named.ok_or_else(|| {
        Failure::usage("a handshake's value needs its name: write it like verify_token=V")
    })
}

fn value(name: &str, text: String) -> HandshakeText {
    HandshakeText {
        name: name.to_owned(),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_a_name_and_may_hold_the_equals_sign() {
        let arguments = HandshakeArguments {
            handshake: Some(Answers::Off),
            handshake_value: vec!["verify_token=a=b".into()],
            ..HandshakeArguments::default()
        };
        let mut settings = SourceSettings::default();
        arguments.apply(&mut settings).unwrap();
        let value = &settings.handshake_values[0];
        assert_eq!((&*value.name, &*value.text), ("verify_token", "a=b"));
        assert!(!settings.handshake);
        assert!(cut("=b").is_err() && cut("token").is_err());
    }
}
