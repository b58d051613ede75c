//! An emulation as the user arranges it: who is let in, what befalls callers, how fast its clock
//! turns, and what it was asked.

use model::{ApiKeyId, CallId, EmulatedCall, Organization, OrganizationId, Trouble, TroubleKind};
use store::{Emulations, NewKey};

use crate::arranged::{EmulatedCallDetail, EmulatedKey, EmulationOverview, NewEmulatedKey};
use crate::error::Error;
use crate::means::Means;
use crate::newcomer;
use crate::plays::play;
use crate::provider::Provider;
use crate::stage::{Play, Stage};

/// Most calls that a trouble befalls.
const MOST_TIMES: u32 = 10_000;
/// Longest text of a label, a key or an organization's id.
const LONGEST_TEXT: usize = 255;

/// An emulated provider.
pub struct Emulation {
    play: Box<dyn Play>,
    stage: Stage,
}

impl Emulation {
    /// The emulation of a provider.
    #[must_use]
    pub fn of(means: &Means, provider: Provider) -> Self {
        Self {
            play: play(provider),
            stage: Stage::new(means.clone(), provider),
        }
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
            key: newcomer::key(self.stage.provider),
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
            None => newcomer::organization(self.stage.provider),
        };
        let made = self.kept().add_organization(self.stage.id(), &name).await?;
        let first = NewKey::from(newcomer::key(self.stage.provider));
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
    Ok(EmulatedCallDetail::from(record))
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

#[cfg(test)]
mod tests;
