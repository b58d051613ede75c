//! Who signs for a source: its scheme and the secrets it can be signed with.

use std::borrow::Cow;

use model::Secret;
use signing::Scheme;
use store::{LiveSource, SourceSet};

use crate::PrepareError;

/// A scheme and the secrets to sign with.
#[derive(Debug, Clone)]
pub struct Signer {
    /// The scheme.
    pub scheme: Cow<'static, Scheme>,
    /// Its secrets, oldest first; all sign where the scheme allows several.
    pub secrets: Vec<Secret>,
}

impl Signer {
    /// The signer of the source of this name, as its settings are now.
    ///
    /// # Errors
    /// When the source has no scheme, a public key only, no secret, or only locked ones.
    pub fn of_source(sources: &SourceSet, name: &str) -> Result<Self, PrepareError> {
        let source_name = || name.to_owned();
        let live = sources
            .by_path(name)
            .ok_or_else(|| PrepareError::NoScheme {
                source_name: source_name(),
            })?;
        let scheme = scheme_of(live)?;
        // What a source keeps for such a scheme is the public key. It may have the very form of a
        // private one and would then sign, but nothing that anyone accepts.
        if scheme.summary().public_key {
            return Err(PrepareError::PublicKeyOnly {
                scheme: scheme.id().to_owned(),
            });
        }
        let opened = live.secrets.iter().filter_map(|(_, secret)| secret.clone());
        let secrets: Vec<_> = opened.collect();
        if !secrets.is_empty() {
            return Ok(Self { scheme, secrets });
        }
        match sources.locked().filter(|_| !live.secrets.is_empty()) {
            Some(remedy) => Err(PrepareError::Locked {
                source_name: source_name(),
                remedy: remedy.to_owned(),
            }),
            None => Err(PrepareError::NoSecret {
                source_name: source_name(),
            }),
        }
    }
}

fn scheme_of(live: &LiveSource) -> Result<Cow<'static, Scheme>, PrepareError> {
    let source_name = || live.source.name.clone();
    let Some(id) = live.source.scheme.as_deref() else {
        return Err(PrepareError::NoScheme {
            source_name: source_name(),
        });
    };
    let unknown = || PrepareError::UnknownScheme {
        source_name: source_name(),
        scheme: id.to_owned(),
    };
    match &live.custom_scheme {
        Some(json) => Scheme::from_json(json)
            .map(Cow::Owned)
            .map_err(|_| unknown()),
        None => signing::catalogue()
            .get(id)
            .map(Cow::Borrowed)
            .ok_or_else(unknown),
    }
}
