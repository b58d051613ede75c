//! Profiles: where the user reaches a provider, and with which credential.

use delivery::Target;
use model::{Secret, Timestamp};
use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

use crate::error::Error;
use crate::provider::Provider;

/// Longest name, in characters.
const LONGEST_NAME: usize = 64;

/// Makes a profile.
#[derive(Clone, Deserialize, TS)]
pub struct NewProfile {
    /// A name of the user's own.
    pub name: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins; the provider's own place when absent.
    pub base_url: Option<String>,
    /// The credential.
    pub key: String,
}

impl std::fmt::Debug for NewProfile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewProfile")
            .field("name", &self.name)
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}

/// A profile without its credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfileRow {
    /// Its name.
    pub name: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins.
    pub base_url: String,
    /// Enough of the credential to tell it from others.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// True while the credential cannot be opened.
    pub locked: bool,
}

impl From<store::Profile> for ProfileRow {
    fn from(profile: store::Profile) -> Self {
        Self {
            name: profile.name,
            provider: profile.provider,
            base_url: profile.base_url,
            hint: profile.hint,
            created_at: profile.created_at,
            locked: profile.locked,
        }
    }
}

/// Stores a profile.
///
/// # Errors
/// When its name, provider or base URL cannot be, or the name is taken.
pub async fn add_profile(store: &Store, wanted: NewProfile) -> Result<ProfileRow, Error> {
    let provider = Provider::of(&wanted.provider)?;
    let base_url = wanted.base_url.as_deref().unwrap_or(provider.base_url());
    let profile = store::NewProfile {
        name: checked_name(&wanted.name)?,
        provider: provider.id().to_owned(),
        base_url: Target::parse(base_url)?.to_string(),
        settings: std::collections::BTreeMap::new(),
        key: Secret::new(wanted.key.trim()),
    };
    Ok(store.profiles().add(profile).await?.into())
}

fn checked_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    let allowed = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let good = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(allowed)
        && !name.starts_with('-');
    match good {
        true => Ok(name.to_owned()),
        false => Err(Error::ProfileName(name.to_owned())),
    }
}

/// All profiles, by name.
///
/// # Errors
/// When the store fails.
pub async fn list_profiles(store: &Store) -> Result<Vec<ProfileRow>, Error> {
    let profiles = store.profiles().list().await?;
    Ok(profiles.into_iter().map(ProfileRow::from).collect())
}

/// Removes a profile and its credential.
///
/// # Errors
/// When there is none of this name, or the store fails.
pub async fn remove_profile(store: &Store, name: &str) -> Result<(), Error> {
    let removed = store.profiles().remove(name).await;
    removed.map_err(|error| Error::of_profile(name, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_that_is_no_flag() {
        assert_eq!(checked_name(" prod-2 ").unwrap(), "prod-2");
        for bad in ["", "a b", "-x", "a/b", &"x".repeat(65)] {
            assert!(checked_name(bad).is_err(), "{bad}");
        }
    }
}
