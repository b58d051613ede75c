//! The secrets that a command names: typed by hand, or those of a source.

use std::sync::Arc;

use model::{Secret, SecretRef, SourceId};
use signing::{KnownSecret, OtherSecret, Scheme};
use store::{LiveSource, SourceSet};

use crate::App;
use crate::contract::CallError;
use crate::contract::signatures::SecretChoice;

/// Secrets typed by hand, named by their place.
#[must_use]
pub fn typed(texts: &[String]) -> Vec<KnownSecret> {
    let known = |(index, text): (usize, &String)| KnownSecret {
        secret: Secret::new(text.as_bytes()),
        name: SecretRef {
            id: None,
            name: format!("secret {}", index + 1),
        },
    };
    texts.iter().enumerate().map(known).collect()
}

/// What a request is checked with.
pub(crate) fn checking(app: &App, choice: &SecretChoice) -> Result<Vec<KnownSecret>, CallError> {
    match choice {
        SecretChoice::Typed(texts) => Ok(typed(texts)),
        SecretChoice::Source(id) => {
            let sources = app.store().sources().snapshot();
            let live = source(&sources, *id)?;
            let known = receiver::known_secrets(live);
            match sources
                .locked()
                .filter(|_| known.is_empty() && !live.secrets.is_empty())
            {
                Some(remedy) => Err(locked(remedy)),
                None => Ok(known),
            }
        }
    }
}

/// What a request is signed with.
pub(crate) fn signing(
    app: &App,
    choice: &SecretChoice,
    scheme: &Scheme,
) -> Result<Vec<Secret>, CallError> {
    match choice {
        SecretChoice::Typed(texts) => Ok(texts
            .iter()
            .map(|text| Secret::new(text.as_bytes()))
            .collect()),
        SecretChoice::Source(id) => {
            let sources = app.store().sources().snapshot();
            let live = source(&sources, *id)?;
            let secrets = delivery::signing_secrets(live, scheme);
            match sources
                .locked()
                .filter(|_| secrets.is_empty() && !live.secrets.is_empty())
            {
                Some(remedy) => Err(locked(remedy)),
                None => Ok(secrets),
            }
        }
    }
}

fn source(sources: &SourceSet, id: SourceId) -> Result<&Arc<LiveSource>, CallError> {
    let missing = || CallError::with_code("not_found", format!("{id} does not exist (any more)"));
    sources.by_id(id).ok_or_else(missing)
}

fn locked(remedy: &str) -> CallError {
    let message = format!("the secrets of this source are locked: {remedy}");
    CallError::with_code("locked", message).at_field("secrets")
}

/// Every stored secret that is not among the known ones, with its source's name.
pub(crate) fn others(
    app: &App,
    known: &[KnownSecret],
    own: Option<&LiveSource>,
) -> Vec<OtherSecret> {
    let sources = app.store().sources().snapshot();
    let own_mode = own.and_then(Mode::of);
    let of_source = |live: &Arc<LiveSource>| {
        let other_mode = own_mode
            .zip(Mode::of(live))
            .is_some_and(|(own, its)| own != its);
        let source = live.source.name.clone();
        let secrets = receiver::known_secrets(live).into_iter();
        secrets
            .map(move |known| OtherSecret {
                known,
                source: Some(source.clone()),
                other_mode,
            })
            .collect::<Vec<_>>()
    };
    let is_known = |other: &OtherSecret| known.iter().any(|own| own.name.id == other.known.name.id);
    let all = sources.iter().flat_map(of_source);
    all.filter(|other| !is_known(other)).collect()
}

/// Whether a source takes real events or those of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Live,
    Test,
}

impl Mode {
    /// As the source's name says, where it does.
    fn of(live: &LiveSource) -> Option<Self> {
        let mut words = live.source.name.split(['-', '_', '.']);
        words.find_map(|word| match word {
            "live" | "prod" | "production" => Some(Self::Live),
            "test" | "sandbox" | "staging" | "dev" => Some(Self::Test),
            _ => None,
        })
    }
}
