//! Who signs for a source or an endpoint: its scheme and the secrets it can be signed with.

use std::borrow::Cow;
use std::ops::Deref;

use model::Secret;
use signing::{Keys, Scheme};
use store::{EndpointSet, LiveEndpoint, LiveSource, SourceSet};

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
        let secrets = signing_secrets(live, &scheme);
        if !secrets.is_empty() {
            return Ok(Self { scheme, secrets });
        }
        Err(
            match sources.locked().filter(|_| !live.secrets.is_empty()) {
                Some(remedy) => PrepareError::Locked {
                    source_name: source_name(),
                    remedy: remedy.to_owned(),
                },
                None if scheme.summary().public_key => PrepareError::PublicKeyOnly {
                    scheme: scheme.id().to_owned(),
                },
                None => PrepareError::NoSecret {
                    source_name: source_name(),
                },
            },
        )
    }

    /// The signer of an endpoint; `None` where it has no scheme and so is sent to unsigned.
    ///
    /// # Errors
    /// When its scheme cannot be read, or there is no secret, or only locked ones.
    pub fn of_endpoint(
        endpoints: &EndpointSet,
        live: &LiveEndpoint,
    ) -> Result<Option<Self>, PrepareError> {
        let source_name = || live.endpoint.name.clone();
        let Some(id) = live.endpoint.scheme.as_deref() else {
            return Ok(None);
        };
        let scheme = scheme(id, live.custom_scheme.as_deref()).ok_or_else(|| {
            PrepareError::UnknownScheme {
                source_name: source_name(),
                scheme: id.to_owned(),
            }
        })?;
        let secrets = live.signing.clone();
        if !secrets.is_empty() {
            return Ok(Some(Self { scheme, secrets }));
        }
        Err(match endpoints.locked() {
            Some(remedy) if !live.endpoint.secrets.is_empty() => PrepareError::Locked {
                source_name: source_name(),
                remedy: remedy.to_owned(),
            },
            Some(_) | None => PrepareError::NoSecret {
                source_name: source_name(),
            },
        })
    }
}

/// A signer whose secrets are read into keys, for as many requests as come.
#[derive(Debug)]
pub(crate) struct ReadySigner {
    signer: Signer,
    /// What its secrets say.
    pub(crate) keys: Keys,
}

impl From<Signer> for ReadySigner {
    fn from(signer: Signer) -> Self {
        let keys = Keys::new(&signer.scheme, &signer.secrets);
        Self { signer, keys }
    }
}

impl Deref for ReadySigner {
    type Target = Signer;

    fn deref(&self) -> &Signer {
        &self.signer
    }
}

/// What signs for a source. Of a public-key scheme it is only the halves that were made here: the
/// public key may have the very form of a private one, and would then sign what nobody accepts.
#[must_use]
pub fn signing_secrets(live: &LiveSource, scheme: &Scheme) -> Vec<Secret> {
    if scheme.summary().public_key {
        return live.signing.clone();
    }
    let opened = live.secrets.iter().filter_map(|(_, secret)| secret.clone());
    opened.collect()
}

/// The scheme that the source of this name verifies with; `None` when it has none, or is gone.
#[must_use]
pub(crate) fn scheme_of_source(sources: &SourceSet, name: &str) -> Option<Cow<'static, Scheme>> {
    scheme_of(sources.by_path(name)?).ok()
}

fn scheme_of(live: &LiveSource) -> Result<Cow<'static, Scheme>, PrepareError> {
    let source_name = || live.source.name.clone();
    let Some(id) = live.source.scheme.as_deref() else {
        return Err(PrepareError::NoScheme {
            source_name: source_name(),
        });
    };
    scheme(id, live.custom_scheme.as_deref()).ok_or_else(|| PrepareError::UnknownScheme {
        source_name: source_name(),
        scheme: id.to_owned(),
    })
}

/// A scheme by its definition, where the user wrote it, else by its id; `None` when there is none.
fn scheme(id: &str, definition: Option<&str>) -> Option<Cow<'static, Scheme>> {
    match definition {
        Some(definition) => Scheme::from_text(definition).ok().map(Cow::Owned),
        None => signing::catalogue().get(id).map(Cow::Borrowed),
    }
}

#[cfg(test)]
mod tests {
    use store::{KeyPair, NewEndpoint, NewSource, Options, Store};

    use super::*;
    use crate::testing::Bench;

    async fn discord(secret: KeyPair) -> Result<Vec<Secret>, PrepareError> {
        let bench = Bench::new();
        let source = NewSource {
            name: "discord".to_owned(),
            scheme: Some("discord".to_owned()),
            secrets: vec![secret],
            ..NewSource::default()
        };
        bench.store.sources().add(source).await.unwrap();
        let signer = Signer::of_source(&bench.store.sources().snapshot(), "discord");
        signer.map(|signer| signer.secrets)
    }

    #[tokio::test]
    async fn a_pair_made_here_signs_with_its_other_half() {
        let scheme = signing::catalogue().get("discord").unwrap();
        let made = signing::new_secret(scheme, &[7; 32]).unwrap();
        let pair = KeyPair {
            verifying: made.verifying,
            signing: Some(made.signing.clone()),
        };
        assert_eq!(discord(pair).await, Ok(vec![made.signing]));
    }

    #[tokio::test]
    async fn a_public_key_signs_nothing_whatever_its_form() {
        let key = Secret::new("07".repeat(32));
        let refused = PrepareError::PublicKeyOnly {
            scheme: "discord".to_owned(),
        };
        assert_eq!(discord(key.into()).await, Err(refused));
    }

    #[tokio::test]
    async fn an_endpoint_whose_secret_is_locked_says_what_unlocks_it() {
        let bench = Bench::new();
        let endpoint = NewEndpoint {
            name: "shop".to_owned(),
            url: "http://localhost/".to_owned(),
            scheme: Some("github-sha256".to_owned()),
            secrets: vec![Secret::new("s").into()],
            ..NewEndpoint::default()
        };
        bench.store.endpoints().add(endpoint).await.unwrap();
        let key = bench.store.folder().join("hookwright.key");
        std::fs::rename(&key, key.with_extension("away")).unwrap();
        let store = Store::open(&Options::new(bench.store.folder())).unwrap();
        let endpoints = store.endpoints().snapshot();
        let live = endpoints.iter().next().unwrap();
        let refused = Signer::of_endpoint(&endpoints, live)
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains("the secret of shop is locked"),
            "{refused}"
        );
    }
}
