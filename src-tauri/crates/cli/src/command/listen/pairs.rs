//! `--scheme ID --secret S`, as often as wanted: a secret belongs to the scheme before it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::arguments::secrets::{SecretArguments, SecretFrom};

/// A scheme and the secrets behind it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    /// Id, or file with a definition; `None` for secrets without any scheme.
    pub scheme: Option<String>,
    /// Its secrets, in order.
    pub secrets: Vec<SecretFrom>,
}

/// The pairs in order; a scheme named twice is one pair.
#[derive(Clone, Default)]
pub struct Pairs(pub Vec<Pair>);

/// What clap shows in the help; how the values belong together it does not know.
#[derive(Args)]
struct Shown {
    /// How a source signs: an id, or a file with a definition.
    #[arg(long, value_name = "ID")]
    scheme: Vec<String>,

    #[command(flatten)]
    secrets: SecretArguments,
}

impl Args for Pairs {
    fn augment_args(command: Command) -> Command {
        Shown::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Shown::augment_args_for_update(command)
    }
}

impl FromArgMatches for Pairs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self::read(matches))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::read(matches);
        Ok(())
    }
}

enum Word {
    Scheme(String),
    Secret(SecretFrom),
}

impl Pairs {
    fn read(matches: &ArgMatches) -> Self {
        let mut words = placed(matches, "scheme", Word::Scheme);
        words.extend(placed(matches, "secret", |text| {
            Word::Secret(SecretFrom::Text(text))
        }));
        words.extend(placed(matches, "secret_env", |name: OsString| {
            Word::Secret(SecretFrom::Variable(name))
        }));
        words.extend(placed(matches, "secret_file", |path: PathBuf| {
            Word::Secret(SecretFrom::File(path))
        }));
        words.sort_by_key(|(place, _)| *place);
        let mut pairs = Self::default();
        for (_, word) in words {
            pairs.take(word);
        }
        pairs.settle()
    }

    fn take(&mut self, word: Word) {
        match word {
            Word::Scheme(id) => {
                let known = self
                    .0
                    .iter()
                    .position(|pair| pair.scheme.as_ref() == Some(&id));
                let pair = known.map_or_else(
                    || Pair {
                        scheme: Some(id),
                        secrets: Vec::new(),
                    },
                    |at| self.0.remove(at),
                );
                self.0.push(pair);
            }
            Word::Secret(secret) => {
                if self.0.is_empty() {
                    self.0.push(Pair {
                        scheme: None,
                        secrets: Vec::new(),
                    });
                }
                self.0
                    .last_mut()
                    .expect("one was just added")
                    .secrets
                    .push(secret);
            }
        }
    }

    /// Secrets before the first scheme belong to it.
    fn settle(mut self) -> Self {
        if self.0.len() > 1 && self.0[0].scheme.is_none() {
            let early = self.0.remove(0);
            self.0[0].secrets.splice(0..0, early.secrets);
        }
        self
    }
}

fn placed<T: Clone + Send + Sync + 'static>(
    matches: &ArgMatches,
    name: &str,
    word: impl Fn(T) -> Word,
) -> Vec<(usize, Word)> {
    let places = matches.indices_of(name).into_iter().flatten();
    let values = matches.get_many::<T>(name).into_iter().flatten();
    places
        .zip(values.map(|value| word(value.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Schemes with the texts of their secrets.
    fn read(line: &str) -> Vec<(Option<String>, Vec<String>)> {
        let command = Pairs::augment_args(Command::new("listen").no_binary_name(true));
        let matches = command
            .try_get_matches_from(line.split_whitespace())
            .unwrap();
        let text = |secret: SecretFrom| match secret {
            SecretFrom::Text(text) => text,
            SecretFrom::Variable(name) => format!("${}", name.display()),
            SecretFrom::File(path) => format!("@{}", path.display()),
        };
        let pairs = Pairs::from_arg_matches(&matches).unwrap().0.into_iter();
        pairs
            .map(|pair| (pair.scheme, pair.secrets.into_iter().map(text).collect()))
            .collect()
    }

    fn pair(scheme: &str, secrets: &[&str]) -> (Option<String>, Vec<String>) {
        (
            Some(scheme.into()),
            secrets.iter().map(|&secret| secret.into()).collect(),
        )
    }

    #[test]
    fn a_secret_belongs_to_the_scheme_before_it() {
        let line = "--scheme a --secret 1 --secret-env V --scheme b --secret-file f --secret 2";
        assert_eq!(
            read(line),
            [pair("a", &["1", "$V"]), pair("b", &["@f", "2"])]
        );
    }

    #[test]
    fn secrets_before_the_first_scheme_belong_to_it() {
        assert_eq!(
            read("--secret 1 --scheme a --secret 2"),
            [pair("a", &["1", "2"])]
        );
    }

    #[test]
    fn a_scheme_named_twice_has_both_secrets() {
        assert_eq!(
            read("--scheme a --secret 1 --scheme a --secret 2"),
            [pair("a", &["1", "2"])]
        );
    }

    #[test]
    fn secrets_alone_are_kept_for_a_source_that_has_a_scheme() {
        assert_eq!(read("--secret 1"), [(None, vec!["1".to_owned()])]);
        assert!(read("").is_empty());
    }
}
