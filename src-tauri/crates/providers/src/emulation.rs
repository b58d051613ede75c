//! An emulation as the user arranges it: who is let in, what befalls callers, how fast its clock
//! turns, and what it was asked.

use model::{ApiKeyId, CallId, EmulatedCall, Organization, OrganizationId, Secret, Timestamp};
use model::{Trouble, TroubleKind};
use serde::{Deserialize, Serialize};
use store::{EmulationKey, Emulations, NewKey};
use ts_rs::TS;

use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::stage::{Play, Stage, play};

/// Most calls that a trouble befalls.
const MOST_TIMES: u32 = 10_000;
/// Longest text of a label, a key or an organization's id.
const LONGEST_TEXT: usize = 255;

/// What lets a client into an emulation.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedKey {
    /// Its id here.
    pub id: ApiKeyId,
    /// Whose it is, by the provider's id.
    pub organization: String,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
    /// The key; none while it is locked.
    pub api_key: Option<String>,
    /// Enough of it to tell it from others.
    pub hint: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
}

impl std::fmt::Debug for EmulatedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hint)
    }
}

impl From<EmulationKey> for EmulatedKey {
    fn from(key: EmulationKey) -> Self {
        let text = |key: &Secret| String::from_utf8_lossy(key.expose()).into_owned();
        Self {
            id: key.id,
            api_key: key.key.as_ref().map(text),
            organization: key.organization_name,
            scopes: key.scopes,
            label: key.label,
            hint: key.hint,
            created_at: key.created_at,
            revoked_at: key.revoked_at,
        }
    }
}

/// A key to be made.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct NewEmulatedKey {
    /// Whose it is, by the provider's id; the first organization's when absent.
    pub organization: Option<String>,
    /// What it may be used for, in the provider's words; empty: for everything.
    pub scopes: Vec<String>,
    /// What the user calls it; may be empty.
    pub label: String,
}

/// How an emulation is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulationOverview {
    /// The provider, by its id.
    pub provider: String,
    /// What people call it.
    pub name: String,
    /// Whom it serves.
    pub organizations: Vec<Organization>,
    /// What keys can be narrowed to; empty where keys are for everything.
    pub scopes: Vec<String>,
    /// What can be called, in the provider's words.
    pub operations: Vec<String>,
    /// How many times faster than real time its schedules go by.
    pub speed: u32,
    /// Calls in its log.
    #[ts(type = "number")]
    pub calls: u64,
    /// What befalls the next calls.
    pub troubles: Vec<Trouble>,
}

/// A call with what was said; credentials are redacted, what is no text is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmulatedCallDetail {
    /// The row.
    #[serde(flatten)]
    #[ts(flatten)]
    pub call: EmulatedCall,
    /// The request's head.
    pub request_head: String,
    /// The beginning of the request's body.
    pub request_body: String,
    /// The answer's head; empty when there was none.
    pub response_head: String,
    /// The beginning of the answer's body.
    pub response_body: String,
}

/// An emulated provider.
pub struct Emulation {
    play: Box<dyn Play>,
    stage: Stage,
}

impl Emulation {
    /// The emulation of a provider.
    ///
    /// # Errors
    /// When the provider is not played here.
    pub fn of(means: &Means, provider: Provider) -> Result<Self, Error> {
        let play = play(provider).ok_or_else(|| Error::NotMade {
            what: format!("{} is not played here", provider.name()),
        })?;
        let stage = Stage::new(means.clone(), provider);
        Ok(Self { play, stage })
    }

    pub(crate) const fn stage(&self) -> &Stage {
        &self.stage
    }

    pub(crate) fn play(&self) -> &dyn Play {
        self.play.as_ref()
    }

    fn kept(&self) -> Emulations<'_> {
        self.stage.store().emulations()
    }

    /// How it is arranged.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn overview(&self) -> Result<EmulationOverview, Error> {
        Ok(EmulationOverview {
            provider: self.stage.id().to_owned(),
            name: self.stage.provider.name().to_owned(),
            organizations: self.organizations().await?,
            scopes: owned(self.play.scopes()),
            operations: owned(&self.operations()),
            speed: self.speed().await?,
            calls: self.kept().call_count(self.stage.id()).await?,
            troubles: self.troubles().await?,
        })
    }

    /// Its keys, revoked ones included; the first use makes one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keys(&self) -> Result<Vec<EmulatedKey>, Error> {
        let keys = self.stage.keys().await?;
        Ok(keys.into_iter().map(EmulatedKey::from).collect())
    }

    /// Makes a key.
    ///
    /// # Errors
    /// For scopes that the provider does not have, an organization that there is not, or a label
    /// that is too long.
    pub async fn add_key(&self, new: NewEmulatedKey) -> Result<EmulatedKey, Error> {
        self.check_scopes(&new.scopes)?;
        let label = line("label", &new.label)?;
        let organization = self.organization(new.organization.as_deref()).await?;
        let key = NewKey {
            key: self.play.key(),
            scopes: new.scopes,
            label,
        };
        let id = self.kept().add_key(organization, key).await?;
        let keys = self.keys().await?;
        let made = keys.into_iter().find(|key| key.id == id);
        made.ok_or_else(|| not_found("API key", &id).into())
    }

    fn check_scopes(&self, scopes: &[String]) -> Result<(), Error> {
        let known = self.play.scopes();
        let Some(unknown) = scopes.iter().find(|scope| !known.contains(&scope.as_str())) else {
            return Ok(());
        };
        let name = self.stage.provider.name();
        Err(Error::Arranged(match known {
            [] => format!("keys of {name} have no scopes: each is for everything"),
            _ => format!(
                "{name} has no scope {unknown}: choose of {}",
                known.join(", ")
            ),
        }))
    }

    /// Makes a key let nobody in from the next call on.
    ///
    /// # Errors
    /// When there is no such key.
    pub async fn revoke_key(&self, id: ApiKeyId) -> Result<(), Error> {
        Ok(self.kept().revoke_key(self.stage.id(), id).await?)
    }

    /// Whom it serves, oldest first; the first use makes one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organizations(&self) -> Result<Vec<Organization>, Error> {
        self.stage.keys().await?;
        Ok(self.kept().organizations(self.stage.id()).await?)
    }

    /// Makes an organization and its first key; without a name it gets one as the provider makes
    /// them.
    ///
    /// # Errors
    /// When the name is taken, or cannot be one.
    pub async fn add_organization(&self, name: Option<&str>) -> Result<Organization, Error> {
        // The first one is there before the second.
        self.stage.keys().await?;
        let name = match name {
            Some(name) => identifier(name)?,
            None => self.play.organization(),
        };
        let made = self.kept().add_organization(self.stage.id(), &name).await?;
        let first = NewKey::from(self.play.key());
        self.kept().add_key(made, first).await?;
        let all = self.organizations().await?;
        let made = all.into_iter().find(|organization| organization.id == made);
        made.ok_or_else(|| not_found("organization", &name).into())
    }

    async fn organization(&self, name: Option<&str>) -> Result<OrganizationId, Error> {
        let all = self.organizations().await?;
        let is_it = |known: &&Organization| name.is_none_or(|name| known.name == name);
        let found = all.iter().find(is_it).map(|known| known.id);
        Ok(found.ok_or_else(|| not_found("organization", &name.unwrap_or("of any name")))?)
    }

    /// A page of its log, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn calls(
        &self,
        before: Option<CallId>,
        limit: u32,
    ) -> Result<Vec<EmulatedCall>, Error> {
        Ok(self.kept().calls(self.stage.id(), before, limit).await?)
    }

    /// What befalls its next calls, in order, with how many times are left.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn troubles(&self) -> Result<Vec<Trouble>, Error> {
        Ok(self.kept().troubles(self.stage.id()).await?)
    }

    /// Adds a trouble behind those there are.
    ///
    /// # Errors
    /// For a status that refuses nothing, no times or too many, or a call that there is not.
    pub async fn add_trouble(&self, trouble: Trouble) -> Result<(), Error> {
        self.check(&trouble)?;
        Ok(self.kept().add_trouble(self.stage.id(), trouble).await?)
    }

    fn check(&self, trouble: &Trouble) -> Result<(), Error> {
        if let TroubleKind::Status { status } = trouble.kind
            && !(400..=599).contains(&status)
        {
            let words = format!("{status} refuses nothing: choose a status of 400 to 599");
            return Err(Error::Arranged(words));
        }
        if !(1..=MOST_TIMES).contains(&trouble.times) {
            let words = format!(
                "a trouble befalls 1 to {MOST_TIMES} calls, not {}",
                trouble.times
            );
            return Err(Error::Arranged(words));
        }
        let known = self.operations();
        match &trouble.operation {
            Some(unknown) if !known.contains(&unknown.as_str()) => Err(Error::Arranged(format!(
                "{} has no call {unknown}: choose of {}",
                self.stage.provider.name(),
                known.join(", ")
            ))),
            _ => Ok(()),
        }
    }

    /// Lets all go well again; tells how many troubles there were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn clear_troubles(&self) -> Result<usize, Error> {
        Ok(self.kept().clear_troubles(self.stage.id()).await?)
    }

    /// What can be called, each name once.
    fn operations(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for operation in self.play.operations() {
            if !names.contains(&operation.name) {
                names.push(operation.name);
            }
        }
        names
    }

    /// How many times faster than real time its schedules go by.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn speed(&self) -> Result<u32, Error> {
        self.stage.speed().await
    }

    /// Turns its clock, for what waits too.
    ///
    /// # Errors
    /// For a speed that the engine cannot do.
    pub async fn set_speed(&self, speed: u32) -> Result<(), Error> {
        self.stage.set_speed(speed).await
    }
}

/// A call of an emulation's log, with what was said.
///
/// # Errors
/// When there is none of this id, or none any more.
pub async fn call_detail(means: &Means, id: CallId) -> Result<EmulatedCallDetail, Error> {
    let record = means.store.emulations().call(id).await?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(EmulatedCallDetail {
        call: record.call,
        request_head: text(record.request_head),
        request_body: text(record.request_body),
        response_head: text(record.response_head),
        response_body: text(record.response_body),
    })
}

fn not_found(what: &'static str, which: &dyn std::fmt::Display) -> store::Error {
    store::Error::NotFound {
        what,
        which: which.to_string(),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// A text on one line.
fn line(what: &str, text: &str) -> Result<String, Error> {
    let text = text.trim();
    let fits = text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control);
    match fits {
        true => Ok(text.to_owned()),
        false => Err(Error::Arranged(format!(
            "a {what} is one line of up to {LONGEST_TEXT} characters"
        ))),
    }
}

/// A text that can be an id in paths and header fields.
fn identifier(text: &str) -> Result<String, Error> {
    let fits = (1..=LONGEST_TEXT).contains(&text.len());
    match fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(text.to_owned()),
        false => Err(Error::Arranged(format!(
            "\"{text}\" cannot be the id of an organization: use letters, digits and signs, no spaces"
        ))),
    }
}
