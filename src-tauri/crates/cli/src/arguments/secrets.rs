//! Secrets on the command line: as text, from a variable, from a file.
//!
//! Text is visible to others in the list of processes, which is why help and
//! examples show the other two.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use app::App;
use app::contract::schemes::SecretOfScheme;
use clap::Args;

use crate::input;
use crate::outcome::Failure;
use crate::output::text::note;

/// `--secret`, `--secret-env`, `--secret-file`, each as often as wanted.
#[derive(Clone, Default, Args)]
pub struct SecretArguments {
    /// Secret, or public key; visible to other users of this machine.
    #[arg(long, value_name = "S", allow_hyphen_values = true)]
    secret: Vec<String>,

    /// Variable that holds the secret.
    #[arg(long, value_name = "VAR")]
    secret_env: Vec<OsString>,

    /// File that holds the secret, - for stdin; one newline at its end does not belong to it.
    #[arg(long, value_name = "FILE")]
    secret_file: Vec<PathBuf>,
}

impl SecretArguments {
    /// The secrets' values.
    pub fn read(&self) -> Result<Vec<String>, Failure> {
        let sources = self.secret.iter().cloned().map(SecretFrom::Text);
        let sources = sources.chain(self.secret_env.iter().cloned().map(SecretFrom::Variable));
        let sources = sources.chain(self.secret_file.iter().cloned().map(SecretFrom::File));
        sources.map(|source| source.read()).collect()
    }
}

/// Tells what stands out in secrets that were taken for a scheme.
pub async fn remark(app: &App, scheme: Option<&str>, secrets: &[String]) -> Result<(), Failure> {
    let Some(scheme) = scheme else {
        return Ok(());
    };
    for secret in secrets {
        let argument = SecretOfScheme {
            scheme: scheme.to_owned(),
            secret: secret.clone(),
        };
        let remark = app::schemes::secret_remark(app, argument).await?.remark;
        remark.iter().for_each(|remark| note(remark));
    }
    Ok(())
}

/// Where a secret comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum SecretFrom {
    /// The command line itself.
    Text(String),
    /// A variable.
    Variable(OsString),
    /// A file, or stdin.
    File(PathBuf),
}

impl SecretFrom {
    /// The secret's value.
    pub fn read(&self) -> Result<String, Failure> {
        let secret = match self {
            Self::Text(text) => text.clone(),
            Self::Variable(name) => from_variable(name)?,
            Self::File(path) => from_file(path)?,
        };
        match secret.is_empty() {
            true => Err(Failure::usage(
                "a secret is empty: leave it out, or give its text",
            )),
            false => Ok(secret),
        }
    }
}

fn from_variable(name: &OsString) -> Result<String, Failure> {
    let shown = name.display();
    let missing = || Failure::usage(format!("the variable {shown} is not set: export it first"));
    let not_text = |_| Failure::usage(format!("the variable {shown} does not hold text"));
    env::var_os(name)
        .ok_or_else(missing)?
        .into_string()
        .map_err(not_text)
}

fn from_file(path: &Path) -> Result<String, Failure> {
    let not_text = |_| {
        Failure::usage(format!(
            "{} does not hold text: a secret is text here",
            path.display()
        ))
    };
    let text = String::from_utf8(input::read(path)?).map_err(not_text)?;
    Ok(without_final_newline(&text).to_owned())
}

/// Editors and `echo` end a file with a newline; one such belongs to the file, not to the secret.
fn without_final_newline(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_newline_at_the_end_of_a_file_is_not_the_secrets() {
        assert_eq!(without_final_newline("abc\n"), "abc");
        assert_eq!(without_final_newline("abc\r\n"), "abc");
        assert_eq!(without_final_newline("abc\n\n"), "abc\n");
        assert_eq!(without_final_newline(" abc "), " abc ");
    }

    #[test]
    fn a_secret_that_is_not_there_is_said_with_what_helps() {
        let missing = SecretFrom::Variable("HOOKWRIGHT_TEST_UNSET".into());
        let Err(Failure::Usage(message)) = missing.read() else {
            panic!("it was read")
        };
        assert!(
            message.contains("HOOKWRIGHT_TEST_UNSET is not set"),
            "{message}"
        );
        assert!(SecretFrom::Text(String::new()).read().is_err());
    }
}
