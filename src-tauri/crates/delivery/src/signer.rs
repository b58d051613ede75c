//! Who signs for a source: its scheme and the secrets it can be signed with.

use std::borrow::Cow;

use model::Secret;
use signing::Scheme;
use store::LiveSource;

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
    /// The signer of a source.
    ///
    /// # Errors
    /// When the source has no scheme, no secret, or only locked ones.
    pub fn of(live: &LiveSource) -> Result<Self, PrepareError> {
        let source_name = || live.source.name.clone();
        let scheme = scheme_of(live)?;
        let secrets: Vec<_> = live
            .secrets
            .iter()
            .filter_map(|(_, secret)| secret.clone())
            .collect();
        match (secrets.is_empty(), live.secrets.is_empty()) {
            (false, _) => Ok(Self { scheme, secrets }),
            (true, true) => Err(PrepareError::NoSecret {
                source_name: source_name(),
            }),
            (true, false) => Err(PrepareError::Locked {
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
