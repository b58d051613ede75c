//! A profile as it is used: opened, with its client.

use std::collections::BTreeMap;
use std::time::Duration;

use delivery::Outgoing;
use model::{ProviderOperation, Secret, Timestamp};
use store::Store;

use super::which::Client;
use super::{app_token, exchanged};
use crate::ask::Ask;
use crate::declared::{Auth, Blanks, Unmade};
use crate::error::Error;
use crate::means::Means;
use crate::recorded::{self, Asked, Whose};
use crate::redact::Secrets;
use crate::tokens::Held;

/// The setting that says on whose behalf calls are made.
const ORGANIZATION: &str = "organization";

/// Shorter credentials are looked for in their own field only: they stand anywhere by chance.
const LEAST_SECRET: usize = 6;

/// What stands where a token will be.
const TOKEN: &str = "TOKEN";

/// How calls are let in.
enum Entry<'a> {
    /// With the credential.
    AsItIs,
    /// With a token that the credential signs, in the name of this issuer.
    Signed(&'a str),
    /// With a token that is asked for at this path.
    Exchanged(&'a str),
}

/// A profile whose credential is open.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// Name of the profile.
    pub(crate) profile: String,
    pub(crate) client: Client,
    pub(crate) base_url: String,
    /// What the profile holds.
    pub(crate) credential: Secret,
    /// What its calls come with: the credential, or what was made of it.
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
            credential: key.clone(),
            key,
            settings: stored.settings,
        })
    }

    /// Opens a profile, with whatever lets its calls in.
    ///
    /// # Errors
    /// When there is none of this name, or nothing can be made of its credential.
    pub(crate) async fn entered(means: &Means, profile: &str) -> Result<Self, Error> {
        let account = Self::open(&means.store, profile).await?;
        account.again(means).await
    }

    /// The same, with what lets calls in by now: tokens end.
    ///
    /// # Errors
    /// When nothing can be made of the credential.
    pub(crate) async fn again(&self, means: &Means) -> Result<Self, Error> {
        let key = match self.entry() {
            Entry::AsItIs => self.credential.clone(),
            Entry::Signed(issuer) => self.signed(issuer, means.sender.clock().now())?,
            Entry::Exchanged(path) => self.exchanged(means, path).await?,
        };
        Ok(Self {
            key,
            ..self.clone()
        })
    }

    /// Gets another token after the provider refused this one; whether there is one now.
    pub(crate) async fn renewed(&mut self, means: &Means, status: Option<u16>) -> bool {
        if status != Some(401) || !matches!(self.entry(), Entry::Exchanged(_)) {
            return false;
        }
        means.tokens.forget(&self.key);
        match self.again(means).await {
            Ok(renewed) => {
                *self = renewed;
                true
            }
            Err(_) => false,
        }
    }

    /// As [`Self::again`], but nothing is sent: the question for a token, where there is one, and a
    /// blank in its place.
    ///
    /// # Errors
    /// As for [`Self::again`].
    pub(crate) fn previewed(&mut self, now: Timestamp) -> Result<Option<Outgoing>, Error> {
        match self.entry() {
            Entry::AsItIs => Ok(None),
            Entry::Signed(issuer) => {
                self.key = self.signed(issuer, now)?;
                Ok(None)
            }
            Entry::Exchanged(path) => {
                let question = exchanged::request(&self.base_url, &self.credential, path)?;
                self.key = Secret::new(TOKEN);
                Ok(Some(question))
            }
        }
    }

    /// How calls are let in. A credential that is no pair is a token already.
    fn entry(&self) -> Entry<'_> {
        let Client::Declared(declared) = self.client else {
            return Entry::AsItIs;
        };
        match &declared.definition.auth {
            Some(Auth::App { issuer }) => self.setting(issuer).map_or(Entry::AsItIs, Entry::Signed),
            Some(Auth::ClientCredentials { token }) if self.credential.expose().contains(&b':') => {
                Entry::Exchanged(token)
            }
            _ => Entry::AsItIs,
        }
    }

    /// The token that the credential is exchanged for; asked for where none is held.
    async fn exchanged(&self, means: &Means, path: &str) -> Result<Secret, Error> {
        let now = means.sender.clock().now();
        let (base_url, credential) = (&self.base_url, &self.credential);
        if let Some(token) = means.tokens.find((base_url, credential), now) {
            return Ok(token);
        }
        let question = exchanged::request(base_url, credential, path)?;
        let asked = Asked::new(ProviderOperation::ExchangeToken, None);
        let attempt = recorded::once(means, self.whose(), asked, question).await;
        let answer = recorded::answered(attempt)?;
        let read = exchanged::read(&answer, self.client.id());
        let (token, seconds) = read.map_err(Error::Answered)?;
        let held = Held {
            base_url: base_url.clone(),
            credential: credential.clone(),
            token: token.clone(),
            until: now.plus(Duration::from_secs(seconds)),
        };
        means.tokens.keep(held, now);
        Ok(token)
    }

    fn signed(&self, issuer: &str, now: Timestamp) -> Result<Secret, Error> {
        let token = app_token::signed(self.credential.expose(), issuer, now);
        token.ok_or_else(|| Error::PrivateKey(self.profile.clone()))
    }

    /// Where to, and with what.
    pub(crate) fn to(&self) -> (&str, &Secret) {
        (&self.base_url, &self.key)
    }

    /// What is not to be kept of its calls: the credential, and of a pair the password alone, too.
    pub(crate) fn secrets(&self) -> Secrets {
        let credential = self.credential.expose();
        let password = credential.splitn(2, |&byte| byte == b':').last();
        let given = [Some(self.key.expose()), Some(credential), password];
        let given = given.into_iter().flatten();
        Secrets::of(given.filter(|part| part.len() >= LEAST_SECRET))
    }

    /// In whose name its calls are kept.
    pub(crate) fn whose(&self) -> Whose<'_> {
        Whose {
            profile: &self.profile,
            provider: self.client.id(),
            secrets: self.secrets(),
        }
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
