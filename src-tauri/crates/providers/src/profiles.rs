//! Profiles: where the user reaches a provider, and with which credential.

use std::collections::BTreeMap;

use delivery::Target;
use model::{Secret, Timestamp};
use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

use crate::client::Client;
use crate::error::Error;

/// Longest name, in characters.
const LONGEST_NAME: usize = 64;

/// Makes a profile.
#[derive(Clone, Default, Deserialize, TS)]
pub struct NewProfile {
    /// A name of the user's own.
    pub name: String,
    /// The provider, by its id.
    pub provider: String,
    /// Where its API begins; the provider's own place when absent.
    pub base_url: Option<String>,
    /// The credential.
    pub key: String,
    /// What the provider needs beside it, by the setting's id.
    #[serde(default)]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub settings: BTreeMap<String, String>,
}

/// Changes a profile; what is absent stays as it is.
#[derive(Clone, Default, Deserialize, TS)]
pub struct EditProfile {
    /// Its name.
    pub name: String,
    /// Where its API begins.
    pub base_url: Option<String>,
    /// The credential.
    pub key: Option<String>,
    /// Settings that change; an empty text takes one away.
    #[serde(default)]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub settings: BTreeMap<String, String>,
}

impl std::fmt::Debug for EditProfile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EditProfile")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
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
    /// What the provider needs beside it, by the setting's id.
    pub settings: BTreeMap<String, String>,
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
            settings: profile.settings,
            hint: profile.hint,
            created_at: profile.created_at,
            locked: profile.locked,
        }
    }
}

/// Stores a profile.
///
/// # Errors
/// When its name, provider, base URL or settings cannot be, or the name is taken.
pub async fn add_profile(store: &Store, wanted: NewProfile) -> Result<ProfileRow, Error> {
    let client = Client::of(&wanted.provider)?;
    let given = wanted.base_url.as_deref().map(str::trim);
    let base_url = given
        .filter(|url| !url.is_empty())
        .unwrap_or(client.base_url());
    if base_url.is_empty() {
        return Err(Error::NoBaseUrl(client.id()));
    }
    let profile = store::NewProfile {
        name: checked_name(&wanted.name)?,
        provider: client.id().to_owned(),
        base_url: Target::parse(base_url)?.to_string(),
        settings: changed(client, BTreeMap::new(), wanted.settings)?,
        key: Secret::new(wanted.key.trim()),
    };
    Ok(store.profiles().add(profile).await?.into())
}

/// Changes a profile.
///
/// # Errors
/// When there is none of this name, or what is given cannot be.
pub async fn edit_profile(store: &Store, wanted: EditProfile) -> Result<ProfileRow, Error> {
    let name = wanted.name;
    let profiles = store.profiles().list().await?;
    let stored = profiles.into_iter().find(|profile| profile.name == name);
    let stored = stored.ok_or_else(|| Error::UnknownProfile(name.clone()))?;
    let client = Client::of(&stored.provider)?;
    let target = wanted.base_url.as_deref().map(Target::parse).transpose()?;
    let key = wanted.key.as_deref().map(str::trim);
    let edit = store::ProfileEdit {
        base_url: target.map(|target| target.to_string()),
        settings: Some(changed(client, stored.settings, wanted.settings)?),
        key: key.filter(|key| !key.is_empty()).map(Secret::new),
    };
    let edited = store.profiles().edit(&name, edit).await;
    let edited = edited.map_err(|error| Error::of_profile(&name, error))?;
    Ok(edited.into())
}

/// Settings after a change; only those that the provider knows.
fn changed(
    client: Client,
    mut settings: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Error> {
    let known = client.settings();
    for (id, value) in given {
        if !known.iter().any(|setting| setting.id == id) {
            return Err(unknown_setting(client, id));
        }
        match value.trim() {
            "" => settings.remove(&id),
            value => settings.insert(id, value.to_owned()),
        };
    }
    Ok(settings)
}

fn unknown_setting(client: Client, given: String) -> Error {
    let known = client.settings();
    let known: Vec<_> = known.iter().map(|setting| setting.id.as_str()).collect();
    Error::UnknownSetting {
        provider: client.id(),
        given,
        known: if known.is_empty() {
            "none".to_owned()
        } else {
            known.join(", ")
        },
    }
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

/// Removes a profile, its credential and what was asked through it.
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
