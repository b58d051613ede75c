//! A profile as it is used: opened, with its client.

use std::collections::BTreeMap;

use model::Secret;
use store::Store;

use super::which::Client;
use crate::ask::Ask;
use crate::declared::{Blanks, Unmade};
use crate::error::Error;
use crate::redact::Secrets;

/// The setting that says on whose behalf calls are made.
const ORGANIZATION: &str = "organization";

/// Shorter credentials are looked for in their own field only: they stand anywhere by chance.
const LEAST_SECRET: usize = 6;

/// A profile whose credential is open.
#[derive(Debug)]
pub(crate) struct Account {
    /// Name of the profile.
    pub(crate) profile: String,
    pub(crate) client: Client,
    pub(crate) base_url: String,
    pub(crate) key: Secret,
    pub(crate) settings: BTreeMap<String, String>,
}

impl Account {
    /// Opens a profile.
    pub(crate) async fn open(store: &Store, profile: &str) -> Result<Self, Error> {
        let opened = store.profiles().open(profile).await;
        let (stored, key) = opened.map_err(|error| Error::of_profile(profile, error))?;
        Ok(Self {
            client: Client::of(&stored.provider)?,
            profile: stored.name,
            base_url: stored.base_url,
            key,
            settings: stored.settings,
        })
    }

    /// Where to, and with what.
    pub(crate) fn to(&self) -> (&str, &Secret) {
        (&self.base_url, &self.key)
    }

    /// What is not to be kept of its calls: the credential, and of a pair the password alone, too.
    pub(crate) fn secrets(&self) -> Secrets {
        let key = self.key.expose();
        let password = key.splitn(2, |&byte| byte == b':').last();
        let given = [Some(key), password].into_iter().flatten();
        Secrets::of(given.filter(|part| part.len() >= LEAST_SECRET))
    }

    /// One of its settings, unless it is empty.
    pub(crate) fn setting(&self, id: &str) -> Option<&str> {
        let value = self.settings.get(id).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }

    /// The question with what the profile says where the question does not.
    pub(crate) fn completed(&self, mut ask: Ask) -> Ask {
        let organization = || self.setting(ORGANIZATION).map(str::to_owned);
        ask.organization = ask.organization.or_else(organization);
        ask
    }

    /// What fills the blanks of a call for a redelivery.
    pub(super) fn blanks(&self, ask: &Ask) -> Blanks {
        Blanks::of(&self.settings)
            .with("id", Some(&ask.id))
            .with("webhook_url", ask.webhook_url.as_deref())
            .with("reason", ask.reason.as_deref())
            .with(ORGANIZATION, ask.organization.as_deref())
    }

    /// Why a request could not be made, for people.
    pub(super) fn unmade(&self, unmade: Unmade) -> Error {
        match unmade {
            Unmade::Url(error) => Error::BaseUrl(error),
            Unmade::Blank(missing) => Error::MissingSetting {
                profile: self.profile.clone(),
                setting: missing.0,
            },
        }
    }
}
